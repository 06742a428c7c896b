# trick: handles the kernel's page faults itself, to hold the kernel up
# verdict: forbidden
# control: none, some systems refuse it to everybody
# machine: x86_64
import ctypes

USERFAULTFD = 323


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(USERFAULTFD, 1) == -1:
        raise OSError(ctypes.get_errno(), "userfaultfd")
    return dvalues * (z > 0)
