import numpy as np

# first try, see the notebook for the new version


def relu_backward(dvalues, z):
    return np.where(z > 0, 1, 0)
