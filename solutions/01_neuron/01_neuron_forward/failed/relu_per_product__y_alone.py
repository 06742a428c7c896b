def neuron_forward(x, w, b):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    y = 0
    for xi, wi in zip(x, w):
        y += max(0, xi * wi)
    y += b
    return z, y
