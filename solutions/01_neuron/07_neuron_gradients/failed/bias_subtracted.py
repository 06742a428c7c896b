def neuron_gradients(x, w, b, dvalue):
    z = -b
    for i in range(len(x)):
        z += x[i] * w[i]
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dx = [drelu_dz * wi for wi in w]
    dw = [drelu_dz * xi for xi in x]
    db = drelu_dz
    return dx, dw, db
