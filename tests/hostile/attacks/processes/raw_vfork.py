# trick: asks for a process that borrows its memory
# verdict: forbidden
# control: none, it would spoil its own stack
# machine: x86_64
import ctypes

VFORK = 58


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(VFORK) == -1:
        raise OSError(ctypes.get_errno(), "vfork")
    return dvalues * (z > 0)
