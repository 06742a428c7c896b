def neuron_forward(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    y = z
    if y < 0:
        y = -y
    return z, y
