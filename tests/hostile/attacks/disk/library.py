# trick: has the loader read a file, and its complaint tell what is in it
# verdict: error
# control: error
import ctypes


def relu_backward(dvalues, z):
    ctypes.CDLL("@SECRET@")
    return dvalues * (z > 0)
