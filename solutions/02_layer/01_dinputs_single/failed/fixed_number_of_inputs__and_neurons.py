import numpy as np


def dinputs_single(dvalues, weights):
    d0, d1, d2 = dvalues[0], dvalues[1], dvalues[2]
    dx0 = weights[0][0] * d0 + weights[0][1] * d1 + weights[0][2] * d2
    dx1 = weights[1][0] * d0 + weights[1][1] * d1 + weights[1][2] * d2
    return np.array([dx0, dx1])
