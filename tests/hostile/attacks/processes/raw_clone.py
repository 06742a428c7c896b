# trick: asks the kernel for a process by number, past the C library
# verdict: forbidden
# control: passed
# without: rlimits
# machine: x86_64
import ctypes
import os

CLONE, CHILD_ENDED = 56, 17


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None, use_errno=True)
    pid = libc.syscall(CLONE, CHILD_ENDED, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    if pid == -1:
        raise OSError(ctypes.get_errno(), "clone")
    os.waitpid(pid, 0)
    return dvalues * (z > 0)
