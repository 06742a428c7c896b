# trick: returns a view of 8 TB that takes 8 bytes
# verdict: output_limit
# control: output_limit
import numpy as np


def relu_backward(dvalues, z):
    return np.broadcast_to(1.0, (10**6, 10**6))
