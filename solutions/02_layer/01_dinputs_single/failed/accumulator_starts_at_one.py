import numpy as np


def dinputs_single(dvalues, weights):
    dinputs = np.ones(len(weights))
    for j, dvalue in enumerate(dvalues):
        dinputs += dvalue * weights[:, j]
    return dinputs
