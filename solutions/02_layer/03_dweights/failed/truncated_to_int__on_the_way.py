import numpy as np


def dense_dweights(inputs, dvalues):
    dweights = np.full((inputs.shape[1], dvalues.shape[1]), 0)
    for n in range(len(inputs)):
        for i in range(inputs.shape[1]):
            for j in range(dvalues.shape[1]):
                dweights[i, j] += inputs[n, i] * dvalues[n, j]
    return dweights
