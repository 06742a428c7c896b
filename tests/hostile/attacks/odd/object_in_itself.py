# trick: returns an array of objects that holds itself
# verdict: bad_type
# control: bad_type
import numpy as np


def relu_backward(dvalues, z):
    rows = np.empty(1, object)
    rows[0] = rows
    return rows
