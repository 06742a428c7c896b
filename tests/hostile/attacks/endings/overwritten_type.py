# trick: writes nonsense over the type object of every float
# verdict: crashed
# control: crashed
import ctypes


def relu_backward(dvalues, z):
    ctypes.memset(id(float), 255, 256)
    return dvalues * (z > 0)
