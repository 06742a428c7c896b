import numpy as np


def dense_dinputs(dvalues, weights):
    dinputs = np.zeros((len(dvalues), len(weights)))
    for n, sample in enumerate(dvalues):
        for j, dvalue in enumerate(sample):
            dinputs[n] = dvalue * weights[:, j]
    return dinputs
