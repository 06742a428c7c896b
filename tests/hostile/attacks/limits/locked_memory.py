# trick: pins memory so that the machine cannot take it back
# verdict: forbidden
# control: passed
# without: rlimits
import ctypes


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None, use_errno=True)
    page = ctypes.create_string_buffer(4096)
    if libc.mlock(page, 4096) == -1:
        raise OSError(ctypes.get_errno(), "mlock")
    return dvalues * (z > 0)
