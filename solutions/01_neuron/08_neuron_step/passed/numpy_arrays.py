import numpy as np


def neuron_step(x, w, b, dvalue, learning_rate):
    x = np.array(x)
    w = np.array(w)
    drelu_dz = dvalue * np.heaviside(x.dot(w) + b, 0)
    w += -learning_rate * drelu_dz * x
    b += -learning_rate * drelu_dz
    return w, b
