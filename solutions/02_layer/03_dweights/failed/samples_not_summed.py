import numpy as np


def dense_dweights(inputs, dvalues):
    dweights = []
    for x, dvalue in zip(inputs, dvalues):
        dweights.append(np.outer(x, dvalue))
    return np.array(dweights)
