def neuron_forward(x, w, b):
    x = [2.0, -1.0, 3.0]
    w = [0.5, -2.0, -1.5]
    b = 5.5
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    y = max(0, z)
    return z, y
