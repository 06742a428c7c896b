import numpy as np


def relu_backward(dvalues, z):
    relu = np.maximum(0, z)
    drelu = dvalues.copy()
    drelu[relu < 0] = 0
    return drelu
