"""Forward pass of a single neuron."""
import numpy as np


def relu(z):
    return max(0.0, z)


def neuron_forward(x, w, b):
    """Return the weighted sum z and the activation y."""
    z = float(np.dot(x, w)) + b
    return z, relu(z)
