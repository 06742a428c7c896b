# trick: puts its printout in the place of the wire
# verdict: protocol_error
# control: protocol_error
import os


def relu_backward(dvalues, z):
    os.dup2(1, 3)
    return dvalues * (z > 0)
