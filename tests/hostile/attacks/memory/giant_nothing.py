# trick: returns an array of nothing with a giant side
# verdict: output_limit
# control: output_limit
import numpy as np


def relu_backward(dvalues, z):
    return np.empty((0, 10**15))
