# trick: returns an array without a dimension that holds the answer
# verdict: bad_type
# control: bad_type
import numpy as np


def relu_backward(dvalues, z):
    rows = np.empty((), object)
    rows[()] = dvalues * (z > 0)
    return rows
