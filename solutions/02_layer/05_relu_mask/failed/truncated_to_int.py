import numpy as np


def relu_backward(dvalues, z):
    drelu = np.zeros(z.shape, dtype=int)
    drelu[z > 0] = dvalues[z > 0]
    return drelu
