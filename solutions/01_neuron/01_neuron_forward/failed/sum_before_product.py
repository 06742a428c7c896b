def neuron_forward(x, w, b):
    z = sum(x) * sum(w) + b
    return z, max(0, z)
