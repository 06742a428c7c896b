# trick: asks numpy for 800 GB of ones
# verdict: out_of_memory
# control: out_of_memory
import numpy as np


def relu_backward(dvalues, z):
    return np.ones(10**11)
