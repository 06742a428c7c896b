import numpy as np


def dinputs_single(dvalues, weights):
    dinputs = []
    for row in weights:
        dinputs.append(row[0] * dvalues[0] + row[1] * dvalues[1] + row[2] * dvalues[2])
    return np.array(dinputs)
