def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    drelu_dxw = [drelu_dz] * len(x)
    dx = [drelu_dz * wi for wi in w]
    dw = [drelu_dz * xi for xi in x]
    db = sum(drelu_dxw)
    return dx, dw, db
