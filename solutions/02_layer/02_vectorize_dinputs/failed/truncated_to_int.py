import numpy as np


def dense_dinputs(dvalues, weights):
    dinputs = np.zeros((len(dvalues), len(weights)), dtype=int)
    for n in range(len(dvalues)):
        for i in range(len(weights)):
            dinputs[n, i] = np.dot(dvalues[n], weights[i])
    return dinputs
