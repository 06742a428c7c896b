import numpy as np


def dinputs_single(dvalues, weights):
    dx0 = np.dot(weights[0], dvalues)
    dx1 = np.dot(weights[1], dvalues)
    return np.array([dx0, dx1])
