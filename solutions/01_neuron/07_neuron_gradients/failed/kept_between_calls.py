def neuron_gradients(x, w, b, dvalue, dx=[], dw=[]):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    for xi, wi in zip(x, w):
        dx.append(drelu_dz * wi)
        dw.append(drelu_dz * xi)
    return dx, dw, drelu_dz
