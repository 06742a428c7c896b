import numpy as np


def dense_dbiases(dvalues):
    return np.ones(dvalues.shape)
