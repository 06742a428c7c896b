import numpy as np


def dinputs_single(dvalues, weights):
    return np.array([sum(row) * sum(dvalues) for row in weights])
