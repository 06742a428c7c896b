import numpy as np


def dinputs_single(dvalues, weights):
    return np.einsum("ij,j->i", weights.astype(np.float32), dvalues.astype(np.float32))
