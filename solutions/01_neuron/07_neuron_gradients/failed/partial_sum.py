def neuron_gradients(x, w, b, dvalue):
    dx, dw = [], []
    for xi, wi in zip(x, w):
        z = xi * wi + b
        drelu_dz = dvalue if z > 0 else 0.
        dx.append(drelu_dz * wi)
        dw.append(drelu_dz * xi)
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    db = dvalue if z > 0 else 0.
    return dx, dw, db
