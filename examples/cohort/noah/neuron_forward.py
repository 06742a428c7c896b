def neuron_forward(x, w, b):
    z = 0
    i = 0
    # go through all the inputs
    while i < len(x):
        z += x[i] * w[i]
    z += b
    y = max(0, z)
    return z, y
