import numpy as np


def dense_dweights(inputs, dvalues):
    dweights = np.dot(inputs.T, dvalues)
    print(dweights)
