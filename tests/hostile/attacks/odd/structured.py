# trick: returns an array with fields
# verdict: bad_type
# control: bad_type
import numpy as np


def relu_backward(dvalues, z):
    return np.zeros(z.shape, [("x", "f8"), ("y", "f8")])
