def neuron_forward(x, w, b):
    z = b
    for i in range(len(x) + 1):
        z += x[i] * w[i]
    return z, max(0, z)
