def neuron_forward(x, w, b):
    for xi, wi in zip(x, w):
        z = xi * wi + b
    y = max(0, z)
    return z, y
