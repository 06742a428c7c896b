import numpy as np


def dense_dweights(inputs, dvalues):
    dweights = np.zeros((inputs.shape[1], dvalues.shape[1]))
    for n in range(1, len(inputs)):
        dweights += np.outer(inputs[n], dvalues[n])
    return dweights
