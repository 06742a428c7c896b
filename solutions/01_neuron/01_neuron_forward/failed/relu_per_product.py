def neuron_forward(x, w, b):
    z = 0
    for i in range(len(x)):
        z += max(0, x[i] * w[i])
    z += b
    y = max(0, z)
    return z, y
