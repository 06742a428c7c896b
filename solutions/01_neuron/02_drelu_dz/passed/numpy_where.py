import numpy as np


def drelu_dz(dvalue, z):
    return np.where(np.asarray(z) > 0, dvalue, 0.0)
