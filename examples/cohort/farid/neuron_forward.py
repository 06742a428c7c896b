def neuron_forward(x, w, b):
    z = sum([xi * wi for xi, wi in zip(x, w)]) + b
    return z, max(z, 0)
