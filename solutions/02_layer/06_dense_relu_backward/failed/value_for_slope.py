import numpy as np


def dense_relu_backward(inputs, weights, biases, dvalues):
    z = np.dot(inputs, weights) + biases
    drelu = dvalues * np.maximum(0, z)

    dinputs = np.dot(drelu, weights.T)
    dweights = np.dot(inputs.T, drelu)
    dbiases = np.sum(drelu, axis=0, keepdims=True)
    return dinputs, dweights, dbiases
