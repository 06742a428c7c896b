# trick: a loop in numpy over a view of 10 ** 15 numbers that takes no memory
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
import numpy as np


def relu_backward(dvalues, z):
    np.broadcast_to(z[0, 0], (10**5, 10**5, 10**5)).sum()
    return dvalues * (z > 0)
