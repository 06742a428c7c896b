import numpy as np


def dinputs_single(dvalues, weights):
    return np.dot([dvalues], weights.T)
