import numpy as np


def drelu_dz(dvalue, z):
    return np.float32(dvalue) * np.heaviside(np.float32(z), np.float32(0))
