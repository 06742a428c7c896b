# trick: has the last word on an exception that nobody catches
# verdict: error
# control: error
import os
import sys

sys.excepthook = sys.unraisablehook = lambda *row: os._exit(0)


def relu_backward(dvalues, z):
    raise ValueError
