# trick: starts a second process
# verdict: forbidden
# control: passed
# without: rlimits
import os


def relu_backward(dvalues, z):
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return dvalues * (z > 0)
