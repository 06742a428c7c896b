import numpy as np


def dense_dinputs(dvalues, weights):
    for sample in dvalues:
        dinputs = np.dot(weights, sample)
    return dinputs
