import numpy as np


def dinputs_single(dvalues, weights):
    """Gradient of a layer's inputs for one sample.

    dvalues: gradient with respect to each neuron's z, shape (n_neurons,)
    weights: shape (n_inputs, n_neurons)
    Returns the gradient with respect to each input, shape (n_inputs,).
    """
    # Your code here.
    raise NotImplementedError
