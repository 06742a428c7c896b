import numpy as np


def relu_backward(dvalues, z):
    slope = np.zeros(z.shape)
    slope[z > 0] = 1.0
    slope[z < 0] = -1.0
    return slope * dvalues
