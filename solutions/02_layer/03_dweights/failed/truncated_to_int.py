import numpy as np


def dense_dweights(inputs, dvalues):
    dweights = np.zeros((inputs.shape[1], dvalues.shape[1]), dtype=int)
    for i in range(inputs.shape[1]):
        for j in range(dvalues.shape[1]):
            dweights[i, j] = np.dot(inputs[:, i], dvalues[:, j])
    return dweights
