import numpy as np


def neuron_step(x, w, b, dvalue, learning_rate):
    # the bias is one more weight, of an input that is always 1
    inputs = np.array(x + [1], dtype=np.float32)
    weights = np.array(w + [b], dtype=np.float32)
    gradient = np.float32(dvalue) * (inputs @ weights > 0) * inputs
    weights -= np.float32(learning_rate) * gradient
    return weights[:-1], weights[-1]
