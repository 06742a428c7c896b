import numpy as np


def dense_dbiases(dvalues):
    return np.sum(dvalues, axis=0).reshape(-1, 1)
