# trick: none, the answer has more digits
# verdict: passed
# control: passed
import numpy as np


def relu_backward(dvalues, z):
    return (dvalues * (z > 0)).astype(np.longdouble)
