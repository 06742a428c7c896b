import numpy as np


def dense_dinputs(dvalues, weights):
    dinputs = np.zeros((len(dvalues), len(weights)))
    for sample in dvalues:
        dinputs += np.dot(weights, sample)
    return dinputs
