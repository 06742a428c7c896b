def neuron_forward(x, w, b):
    z = 0
    for i in range(len(x)):
        z += x[i] * w[i] + b
    y = max(0, z)
    return z, y
