def neuron_gradients(x, w, b, dvalue):
    dx = [dvalue * wi if xi > 0 else 0. for xi, wi in zip(x, w)]
    dw = [dvalue * xi if xi > 0 else 0. for xi, wi in zip(x, w)]
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    db = dvalue if z > 0 else 0.
    return dx, dw, db
