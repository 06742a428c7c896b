# trick: returns an object that says it is an array
# verdict: bad_type
# control: bad_type
import numpy as np


class Liar:
    __class__ = np.ndarray
    dtype = np.dtype("f8")
    shape = (2, 3)
    ndim = 2

    def tobytes(self, *row):
        return bytes(48)


def relu_backward(dvalues, z):
    return Liar()
