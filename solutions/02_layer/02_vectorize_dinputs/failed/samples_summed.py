import numpy as np


def dense_dinputs(dvalues, weights):
    total = np.sum(dvalues, axis=0, keepdims=True)
    return np.dot(total, weights.T)
