import numpy as np


def dense_relu_backward(inputs, weights, biases, dvalues):
    drelu = dvalues * (inputs @ weights + biases > 0)
    dweights = inputs.T @ drelu
    dbiases = np.sum(drelu, axis=0, keepdims=True)
    weights = weights - 1.0 * dweights
    dinputs = drelu @ weights.T
    return dinputs, dweights, dbiases
