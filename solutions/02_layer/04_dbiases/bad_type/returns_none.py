import numpy as np


def dense_dbiases(dvalues):
    dbiases = np.sum(dvalues, axis=0, keepdims=True)
    print(dbiases)
