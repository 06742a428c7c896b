import numpy as np


def dense_dbiases(dvalues):
    return np.full((1, dvalues.shape[1]), np.sum(dvalues))
