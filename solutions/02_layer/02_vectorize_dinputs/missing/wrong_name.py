import numpy as np


def vectorize_dinputs(dvalues, weights):
    return np.dot(dvalues, weights.T)
