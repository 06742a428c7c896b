import numpy as np


def dense_dweights(inputs, dvalues):
    """Gradient of a layer's weights for a batch.

    inputs: what went into the layer, shape (n_samples, n_inputs)
    dvalues: gradient with respect to z, shape (n_samples, n_neurons)
    Returns the gradient of the weights, shape (n_inputs, n_neurons).
    """
    # Your code here.
    raise NotImplementedError
