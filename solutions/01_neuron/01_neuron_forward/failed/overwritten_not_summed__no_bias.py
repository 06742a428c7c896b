def neuron_forward(x, w, b):
    z = b
    for i in range(len(x)):
        z = x[i] * w[i]
    y = max(0, z)
    return z, y
