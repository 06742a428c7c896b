import numpy as np


def dinputs_single(dvalues, weights):
    dx = []
    for i in range(4):
        dx.append(sum(weights[i] * dvalues))
    return np.array(dx)
