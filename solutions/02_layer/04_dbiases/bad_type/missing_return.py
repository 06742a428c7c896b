import numpy as np


def dense_dbiases(dvalues):
    dbiases = np.zeros((1, dvalues.shape[1]))
    for sample in dvalues:
        dbiases += sample
