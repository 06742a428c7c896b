# trick: none, some zeros have a sign
# verdict: passed
# control: passed
import numpy as np


def relu_backward(dvalues, z):
    return np.where(z > 0, dvalues, -0.0)
