import numpy as np


def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dx = np.array([0] * len(x))
    dw = np.array([0] * len(x))
    for i in range(len(x)):
        dx[i] = drelu_dz * w[i]
        dw[i] = drelu_dz * x[i]
    db = drelu_dz
    return dx, dw, db
