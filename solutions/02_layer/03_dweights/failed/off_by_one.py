import numpy as np


def dense_dweights(inputs, dvalues):
    dweights = np.zeros((inputs.shape[1], dvalues.shape[1]))
    for n in range(len(inputs) - 1):
        dweights += np.outer(inputs[n], dvalues[n])
    return dweights
