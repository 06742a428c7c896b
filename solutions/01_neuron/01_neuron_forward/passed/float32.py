import numpy as np


def neuron_forward(x, w, b):
    x = np.array(x, dtype=np.float32)
    w = np.array(w, dtype=np.float32)
    z = x @ w + np.float32(b)
    return z, np.maximum(z, np.float32(0))
