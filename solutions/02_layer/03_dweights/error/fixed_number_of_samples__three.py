import numpy as np


def dense_dweights(inputs, dvalues):
    first = np.outer(inputs[0], dvalues[0])
    second = np.outer(inputs[1], dvalues[1])
    third = np.outer(inputs[2], dvalues[2])
    return first + second + third
