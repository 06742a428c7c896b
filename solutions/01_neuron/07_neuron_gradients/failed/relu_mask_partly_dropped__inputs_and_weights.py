def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dx = [dvalue * wi for xi, wi in zip(x, w)]
    dw = [dvalue * xi for xi, wi in zip(x, w)]
    db = drelu_dz
    return dx, dw, db
