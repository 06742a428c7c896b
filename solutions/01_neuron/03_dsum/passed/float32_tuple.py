import numpy as np


def dsum(drelu_dz, n_inputs):
    gradients = np.full(n_inputs + 1, drelu_dz, dtype=np.float32)
    return tuple(gradients[:-1]), gradients[-1]
