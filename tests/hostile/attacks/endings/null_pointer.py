# trick: reads address 0
# verdict: crashed
# control: crashed
import ctypes


def relu_backward(dvalues, z):
    return ctypes.string_at(0)
