# trick: asks numpy for terabytes and never touches them
# verdict: out_of_memory
# control: out_of_memory
import numpy as np


def relu_backward(dvalues, z):
    np.empty(10**13)
    return dvalues * (z > 0)
