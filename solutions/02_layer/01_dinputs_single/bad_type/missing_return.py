import numpy as np


def dinputs_single(dvalues, weights):
    dinputs = np.dot(weights, dvalues)
    print(dinputs)
