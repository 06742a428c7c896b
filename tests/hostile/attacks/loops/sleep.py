# trick: sleeps for ever and uses no processor time
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
import time


def relu_backward(dvalues, z):
    time.sleep(1_000_000)
    return dvalues * (z > 0)
