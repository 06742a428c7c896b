import numpy as np


def dmul(drelu_dxw, x, w):
    drelu_dx = np.dot(drelu_dxw, w)
    drelu_dw = np.dot(drelu_dxw, x)
    return drelu_dx, drelu_dw
