import numpy as np


def dense_dbiases(dvalues):
    """Gradient of a layer's biases for a batch.

    dvalues: gradient with respect to z, shape (n_samples, n_neurons)
    Returns the gradient of the biases, shape (1, n_neurons).
    """
    ### BEGIN SOLUTION
    return np.sum(dvalues, axis=0, keepdims=True)
    ### END SOLUTION
