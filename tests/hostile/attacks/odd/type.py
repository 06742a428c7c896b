# trick: returns the type of arrays
# verdict: bad_type
# control: bad_type
import numpy as np


def relu_backward(dvalues, z):
    return np.ndarray
