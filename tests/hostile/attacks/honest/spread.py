# trick: none, the mask is a view with strides of zero where that is right
# verdict: passed
# control: passed
import numpy as np


def relu_backward(dvalues, z):
    zero = np.broadcast_to(0.0, z.shape)
    return np.where(z > zero, dvalues, zero)
