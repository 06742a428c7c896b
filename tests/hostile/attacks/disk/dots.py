# trick: reaches out of the standard library by dots
# verdict: forbidden
# control: passed
import os


def relu_backward(dvalues, z):
    with open(os.path.dirname(os.__file__) + "/.." * 20 + "/etc/passwd") as file:
        file.read()
    return dvalues * (z > 0)
