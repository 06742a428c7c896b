import numpy as np


def dense_dweights(inputs, dvalues):
    return np.outer(inputs[0], dvalues[0]) + np.outer(inputs[1], dvalues[1])
