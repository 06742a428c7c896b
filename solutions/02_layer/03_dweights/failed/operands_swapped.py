import numpy as np


def dense_dweights(inputs, dvalues):
    return np.dot(dvalues.T, inputs)
