def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dx, dw = [], []
    for xi, wi in zip(x, w):
        dx.append(drelu_dz * wi)
        dw.append(drelu_dz * xi)
        return dx, dw, drelu_dz
