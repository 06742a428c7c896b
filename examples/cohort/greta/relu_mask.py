import numpy as np


def relu_backward(dvalues, z):
    """Maske anwenden, ohne dvalues selbst zu verändern."""
    drelu = dvalues.copy()
    drelu[z <= 0] = 0
    return drelu
