import numpy as np


def dinputs_single(dvalues, weights):
    dinputs = np.zeros(len(weights))
    for i, row in enumerate(weights):
        for weight, dvalue in zip(row, dvalues):
            dinputs[i] = weight * dvalue
    return dinputs
