def neuron_forward(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w))
    y = max(z, 0)
    return z, y
