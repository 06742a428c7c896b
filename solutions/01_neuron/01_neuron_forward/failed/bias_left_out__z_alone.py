def neuron_forward(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w))
    y = max(0, z + b)
    return z, y
