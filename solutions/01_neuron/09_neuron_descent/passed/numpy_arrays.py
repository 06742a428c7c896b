import numpy as np


def neuron_descent(x, w, b, learning_rate, steps):
    x = np.array(x)
    w = np.array(w)
    outputs = np.zeros(steps + 1)
    for i in range(steps):
        z = np.dot(x, w) + b
        outputs[i] = np.maximum(z, 0)
        drelu_dz = 1. * (z > 0)
        w = w - learning_rate * drelu_dz * x
        b = b - learning_rate * drelu_dz
    outputs[steps] = np.maximum(np.dot(x, w) + b, 0)
    return outputs
