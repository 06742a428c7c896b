import numpy as np


def dinputs_single(dvalues, weights):
    dinputs = []
    for row in weights:
        dinputs.append(sum(row) * dvalues)
    return np.array(dinputs)
