# trick: sends itself a signal through the C library
# verdict: forbidden
# control: crashed
import signal


def relu_backward(dvalues, z):
    signal.raise_signal(signal.SIGKILL)
    return dvalues * (z > 0)
