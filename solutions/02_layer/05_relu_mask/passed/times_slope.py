import numpy as np


def relu_backward(dvalues, z):
    drelu_dz = np.heaviside(z, 0.0).astype(np.float32)
    return drelu_dz * dvalues.astype(np.float32)
