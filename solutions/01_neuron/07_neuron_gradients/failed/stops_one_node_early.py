def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    drelu_dxw = [drelu_dz * 1 for xi in x]
    dx = drelu_dxw
    dw = drelu_dxw
    db = drelu_dz * 1
    return dx, dw, db
