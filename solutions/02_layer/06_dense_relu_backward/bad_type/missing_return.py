import numpy as np


def dense_relu_backward(inputs, weights, biases, dvalues):
    z = np.dot(inputs, weights) + biases
    drelu = np.where(z > 0, dvalues, 0.0)

    dinputs = np.dot(drelu, weights.T)
    dweights = np.dot(inputs.T, drelu)
    dbiases = np.sum(drelu, axis=0, keepdims=True)
    print(dinputs, dweights, dbiases)
