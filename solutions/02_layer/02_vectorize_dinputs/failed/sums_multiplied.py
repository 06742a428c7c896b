import numpy as np


def dense_dinputs(dvalues, weights):
    dinputs = []
    for sample in dvalues:
        dinputs.append([sum(row) * sum(sample) for row in weights])
    return np.array(dinputs)
