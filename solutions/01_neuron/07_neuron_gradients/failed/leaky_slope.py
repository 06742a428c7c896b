def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue if z > 0 else 0.01 * dvalue
    dx = [drelu_dz * wi for wi in w]
    dw = [drelu_dz * xi for xi in x]
    db = drelu_dz
    return dx, dw, db
