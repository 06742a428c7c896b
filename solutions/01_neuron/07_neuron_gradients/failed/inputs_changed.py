def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    for i in range(len(x)):
        x[i], w[i] = drelu_dz * w[i], drelu_dz * x[i]
    return x, w, drelu_dz
