# trick: asks by the numbers of the x32 interface, which filters often forget
# verdict: forbidden
# control: none, most kernels are built without it
# machine: x86_64
import ctypes

X32, FORK = 0x40000000, 57


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(ctypes.c_long(X32 + FORK)) == -1:
        raise OSError(ctypes.get_errno(), "x32")
    return dvalues * (z > 0)
