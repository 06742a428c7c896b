import numpy as np


def dense_dinputs(dvalues, weights):
    return np.outer(dvalues[:, 0], weights[:, 0])
