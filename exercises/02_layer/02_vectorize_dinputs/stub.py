import numpy as np


def dense_dinputs(dvalues, weights):
    """Gradient of a layer's inputs for a batch.

    dvalues: gradient with respect to z, shape (n_samples, n_neurons)
    weights: shape (n_inputs, n_neurons)
    Returns the gradient of the inputs, shape (n_samples, n_inputs).
    """
    # Your code here.
    raise NotImplementedError
