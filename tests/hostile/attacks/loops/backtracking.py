# trick: a regular expression that takes exponential time, inside C
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
import re


def relu_backward(dvalues, z):
    re.match(r"(a+)+$", "a" * 64 + "b")
    return dvalues * (z > 0)
