import numpy as np


def dense_dweights(inputs, dvalues):
    dweights = np.zeros((inputs.shape[1], dvalues.shape[1]))
    for x, dvalue in zip(inputs, dvalues):
        for i in range(len(x)):
            dweights[i] = x[i] * dvalue
    return dweights
