def neuron_forward(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    y = z if z > 0 else 0.1 * z
    return z, y
