import numpy as np


def dense_dweights(inputs, dvalues):
    dweights = np.zeros((inputs.shape[1], dvalues.shape[1]))
    for i in range(inputs.shape[1]):
        total = 0.0
        for j in range(dvalues.shape[1]):
            total += sum(inputs[:, i] * dvalues[:, j])
            dweights[i, j] = total
    return dweights
