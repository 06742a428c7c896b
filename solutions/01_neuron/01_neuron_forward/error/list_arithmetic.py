def neuron_forward(x, w, b):
    z = sum(x * w) + b
    y = max(0, z)
    return z, y
