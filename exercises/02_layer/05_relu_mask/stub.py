import numpy as np


def relu_backward(dvalues, z):
    """Gradient with respect to a ReLU's input: dvalues where z > 0, else 0.

    dvalues: gradient with respect to the ReLU's output, shape (n_samples, n_neurons)
    z: what went into the ReLU, of the same shape
    Returns the gradient with respect to z, of the same shape.
    """
    # Your code here.
    raise NotImplementedError
