import numpy as np


def dense_dweights(inputs, dvalues):
    x = inputs[0]
    dvalue = dvalues[0]
    return np.array([x[i] * dvalue for i in range(len(x))])
