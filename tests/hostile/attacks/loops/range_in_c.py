# trick: a loop in C that looks at no signal
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
import collections
import itertools


def relu_backward(dvalues, z):
    collections.deque(itertools.count(), maxlen=0)
    return dvalues * (z > 0)
