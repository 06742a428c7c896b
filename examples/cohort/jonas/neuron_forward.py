def neuron_forward(x, w, b):
    z = b
    i = 0
    while i < len(x):
        z = z + x[i]*w[i]
        i = i + 1
    y = z * (z > 0)
    return (z, y)
