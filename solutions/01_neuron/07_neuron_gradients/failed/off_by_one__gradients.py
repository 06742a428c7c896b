def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dx, dw = [], []
    for i in range(len(x) - 1):
        dx.append(drelu_dz * w[i])
        dw.append(drelu_dz * x[i])
    db = drelu_dz
    return dx, dw, db
