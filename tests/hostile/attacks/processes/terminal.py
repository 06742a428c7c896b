# trick: forks with a terminal of its own
# verdict: forbidden, error
# control: none, not every system has terminals to give
import os


def relu_backward(dvalues, z):
    pid, _terminal = os.forkpty()
    if pid == 0:
        os._exit(0)
    return dvalues * (z > 0)
