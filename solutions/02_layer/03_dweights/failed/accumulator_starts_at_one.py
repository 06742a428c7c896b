import numpy as np


def dense_dweights(inputs, dvalues):
    dweights = np.ones((inputs.shape[1], dvalues.shape[1]))
    for x, dvalue in zip(inputs, dvalues):
        dweights += np.outer(x, dvalue)
    return dweights
