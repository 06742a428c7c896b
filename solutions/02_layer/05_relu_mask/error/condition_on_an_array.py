import numpy as np


def relu_backward(dvalues, z):
    if z > 0:
        return dvalues
    return np.zeros(z.shape)
