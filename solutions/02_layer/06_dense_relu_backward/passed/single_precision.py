import numpy as np


def dense_relu_backward(inputs, weights, biases, dvalues):
    arrays = [np.float32(a) for a in (inputs, weights, biases, dvalues)]
    inputs, weights, biases, drelu = arrays
    drelu[inputs @ weights + biases <= 0] = 0
    return drelu @ weights.T, inputs.T @ drelu, drelu.sum(0, keepdims=True)
