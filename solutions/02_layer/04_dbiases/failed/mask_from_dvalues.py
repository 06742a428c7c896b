import numpy as np


def dense_dbiases(dvalues):
    return np.sum(dvalues * (dvalues > 0), axis=0, keepdims=True)
