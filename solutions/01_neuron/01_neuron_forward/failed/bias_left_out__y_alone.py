def neuron_forward(x, w, b):
    xw = sum(xi * wi for xi, wi in zip(x, w))
    z = xw + b
    y = max(0, xw)
    return z, y
