import numpy as np


def relu_backward(dvalues, z):
    drelu = np.zeros_like(z)
    drelu[z > 0] = 1
    return drelu
