def neuron_forward(x, w, b):
    xw0 = x[0] * w[0]
    xw1 = x[1] * w[1]
    xw2 = x[2] * w[2]
    z = xw0 + xw1 + xw2 + b
    y = max(z, 0)
    return z, y
