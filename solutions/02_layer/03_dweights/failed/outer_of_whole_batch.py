import numpy as np


def dense_dweights(inputs, dvalues):
    return np.outer(inputs, dvalues)
