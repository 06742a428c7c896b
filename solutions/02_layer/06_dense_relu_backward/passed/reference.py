import numpy as np


def dense_relu_backward(inputs, weights, biases, dvalues):
    """Gradients of a layer followed by a ReLU, for a batch.

    inputs: shape (n_samples, n_inputs)
    weights: shape (n_inputs, n_neurons)
    biases: shape (1, n_neurons)
    dvalues: gradient with respect to the ReLU's output, (n_samples, n_neurons)
    Returns (dinputs, dweights, dbiases), each of the shape of what it belongs to.
    """
    ### BEGIN SOLUTION
    z = np.dot(inputs, weights) + biases
    drelu = np.where(z > 0, dvalues, 0.0)

    dinputs = np.dot(drelu, weights.T)
    dweights = np.dot(inputs.T, drelu)
    dbiases = np.sum(drelu, axis=0, keepdims=True)
    return dinputs, dweights, dbiases
    ### END SOLUTION
