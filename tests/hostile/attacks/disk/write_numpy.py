# trick: opens a file of numpy's, to write into it
# verdict: forbidden
# control: none, whose file it is decides
import numpy as np


def relu_backward(dvalues, z):
    with open(np.__file__, "r+b", buffering=0):
        return dvalues * (z > 0)
