import numpy as np


def dense_relu_backward(inputs, weights, biases, dvalues):
    z = np.dot(inputs, weights) + biases

    dinputs = np.dot(dvalues, weights.T)
    dweights = np.dot(inputs.T, dvalues)
    dbiases = np.sum(dvalues, axis=0, keepdims=True)
    dinputs[z <= 0] = 0
    return dinputs, dweights, dbiases
