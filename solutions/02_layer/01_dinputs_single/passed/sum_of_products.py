import numpy as np


def dinputs_single(dvalues, weights):
    dxw = weights * dvalues
    return tuple(np.sum(row) for row in dxw)
