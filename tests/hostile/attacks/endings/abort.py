# trick: aborts the interpreter
# verdict: crashed
# control: crashed
import os


def relu_backward(dvalues, z):
    os.abort()
