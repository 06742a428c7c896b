import numpy as np


def dense_dinputs(dvalues, weights):
    dinputs = []
    dx = np.zeros(len(weights))
    for sample in dvalues:
        dx = dx + np.dot(weights, sample)
        dinputs.append(dx)
    return dinputs
