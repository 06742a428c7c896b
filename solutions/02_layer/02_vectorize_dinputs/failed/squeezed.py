import numpy as np


def dense_dinputs(dvalues, weights):
    return np.dot(dvalues, weights.T).squeeze()
