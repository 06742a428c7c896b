import numpy as np


def dense_relu_backward(inputs, weights, biases, dvalues):
    """Backward through ReLU, then through the dense layer."""
    # forward again, we need z for the mask
    z = np.dot(inputs, weights) + biases

    # ReLU
    drelu = np.where(z > 0, dvalues, 0.0)

    # layer
    dinputs = np.dot(drelu, weights.T)
    dweights = np.dot(inputs.T, drelu)
    dbiases = np.sum(drelu, axis=0, keepdims=True)
    return dinputs, dweights, dbiases
