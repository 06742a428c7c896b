# trick: has the C library start a thread that sleeps
# verdict: forbidden
# control: passed
# without: rlimits
import ctypes


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None)
    thread = ctypes.c_ulong()
    problem = libc.pthread_create(
        ctypes.byref(thread), None, libc.usleep, ctypes.c_void_p(1)
    )
    if problem:
        raise OSError(problem, "pthread_create")
    libc.pthread_join(thread, None)
    return dvalues * (z > 0)
