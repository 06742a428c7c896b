def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * max(0, z)
    dx = [drelu_dz * wi for wi in w]
    dw = [drelu_dz * xi for xi in x]
    db = drelu_dz
    return dx, dw, db
