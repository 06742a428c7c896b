import numpy as np


def dense_dinputs(dvalues, weights):
    dx = []
    for row in weights:
        dx.append(sum(row * dvalues[0]))
    return np.array(dx)
