def neuron_forward(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    y = max(0, sum(max(0, xi * wi) for xi, wi in zip(x, w)) + b)
    return z, y
