def neuron_forward(x, w, b):
    for i in range(len(x)):
        x[i] = x[i] * w[i]
    z = sum(x) + b
    y = max(z, 0)
    return z, y
