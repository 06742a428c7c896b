def neuron_forward(x, w, b):
    z = b
    for i in range(1, len(x)):
        z += x[i] * w[i]
    return z, max(0, z)
