import numpy as np


def neuron_gradients(x, w, b, dvalue):
    x = np.array(x, dtype=np.float32)
    w = np.array(w, dtype=np.float32)
    gate = np.float32(np.dot(x, w) + np.float32(b) > 0)
    g = np.float32(dvalue) * gate
    return g * w, g * x, g
