import numpy as np


def dinputs_single(dvalues, weights):
    dx = []
    for i in range(3):
        dx.append(sum(weights[i] * dvalues))
    return np.array(dx)
