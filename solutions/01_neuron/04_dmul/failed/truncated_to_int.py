import numpy as np


def dmul(drelu_dxw, x, w):
    drelu_dx = np.array([0] * len(x))
    drelu_dw = np.array([0] * len(w))
    for i in range(len(x)):
        drelu_dx[i] = drelu_dxw[i] * w[i]
        drelu_dw[i] = drelu_dxw[i] * x[i]
    return drelu_dx, drelu_dw
