import numpy as np


def neuron_gradients(x, w, b, dvalue):
    x, w = np.array(x), np.array(w)
    z = x @ w + b
    drelu = np.array([dvalue])
    drelu[z <= 0] = 0
    return drelu * w, drelu * x, drelu.sum()
