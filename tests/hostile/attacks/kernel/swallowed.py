# trick: leaves segments, semaphores and queues and passes over every refusal
# verdict: passed
# control: passed
# touches: segment
import ctypes

libc = ctypes.CDLL(None)
libc.shmget(int("@KEY@"), ctypes.c_size_t(4096), 0o1666)
libc.semget(int("@KEY@"), 1, 0o1666)
libc.msgget(int("@KEY@"), 0o1666)


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
