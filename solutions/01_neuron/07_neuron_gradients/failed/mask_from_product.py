def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    dxw = [dvalue if xi * wi > 0 else 0. for xi, wi in zip(x, w)]
    dx = [d * wi for d, wi in zip(dxw, w)]
    dw = [d * xi for d, xi in zip(dxw, x)]
    db = dvalue if z > 0 else 0.
    return dx, dw, db
