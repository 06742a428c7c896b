import numpy as np


def dense_dweights(inputs, dvalues):
    return inputs.T @ np.maximum(dvalues, 0)
