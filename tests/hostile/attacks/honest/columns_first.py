# trick: none, the answer lies in memory column by column
# verdict: passed
# control: passed
import numpy as np


def relu_backward(dvalues, z):
    return np.asfortranarray(dvalues * (z > 0))
