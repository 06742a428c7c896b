# trick: masks what is wrong
# verdict: bad_type
# control: bad_type
import numpy as np


def relu_backward(dvalues, z):
    return np.ma.masked_all(z.shape)
