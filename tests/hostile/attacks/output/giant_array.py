# trick: returns an array of 16 MB
# verdict: output_limit
# control: output_limit
import numpy as np

ones = np.ones(2 * 10**6)


def relu_backward(dvalues, z):
    return ones
