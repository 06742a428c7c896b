def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    grad = dvalue * (1. if z > 0 else 0.)
    db = grad
    dx, dw = [], []
    for xi, wi in zip(x, w):
        dx.append(grad * wi)
        grad = grad * xi
        dw.append(grad)
    return dx, dw, db
