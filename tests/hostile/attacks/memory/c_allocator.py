# trick: asks the C library directly, for more than is there, and writes all the same
# verdict: crashed
# control: crashed
import ctypes


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes = [ctypes.c_size_t]
    ctypes.memset(libc.malloc(1 << 44) or 0, 1, 1 << 30)
    return dvalues * (z > 0)
