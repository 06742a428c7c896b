import numpy as np


def dinputs_single(dvalues, weights):
    dinputs = np.zeros(len(weights))
    for i in range(len(weights)):
        for j in range(1, len(dvalues)):
            dinputs[i] += weights[i, j] * dvalues[j]
    return dinputs
