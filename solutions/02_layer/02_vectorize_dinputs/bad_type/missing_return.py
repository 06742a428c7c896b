import numpy as np


def dense_dinputs(dvalues, weights):
    dinputs = np.dot(dvalues, weights.T)
    print(dinputs)
