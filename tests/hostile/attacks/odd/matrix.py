# trick: returns a matrix, which multiplies otherwise
# verdict: bad_type
# control: bad_type
import warnings

import numpy as np


def relu_backward(dvalues, z):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.matrix(dvalues * (z > 0))
