import numpy as np


def dense_dinputs(dvalues, weights):
    dinputs = np.zeros((len(dvalues), len(weights)))
    for n in range(len(dvalues)):
        dinputs[n] = np.dot(weights, dvalues[0])
    return dinputs
