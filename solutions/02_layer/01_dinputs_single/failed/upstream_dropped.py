import numpy as np


def dinputs_single(dvalues, weights):
    dinputs = np.zeros(len(weights))
    for i in range(len(weights)):
        dinputs[i] = sum(weights[i])
    return dinputs
