# trick: sets the clock of the machine
# verdict: forbidden
# control: none, only root may with any layers
import time


def relu_backward(dvalues, z):
    time.clock_settime(time.CLOCK_REALTIME, time.time())
    return dvalues * (z > 0)
