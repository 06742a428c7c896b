def neuron_forward(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    if z < 0:
        z = 0
    return z, z
