def neuron_forward(x, w, b):
    output = 0
    for i in range(len(x)):
        output += x[i] * w[i]
    output += b
    z = output
    y = output
    return z, y
