import numpy as np


class Layer_Dense:
    """A layer of neurons without an activation.

    weights: (n_inputs, n_neurons), biases: (1, n_neurons); forward sets output,
    backward sets dinputs, dweights and dbiases.
    """

    def __init__(self, n_inputs, n_neurons):
        self.weights = 0.01 * np.random.randn(n_inputs, n_neurons)
        self.biases = np.zeros((1, n_neurons))

    def forward(self, inputs):
        """Compute output, (n_samples, n_neurons), from inputs (n_samples, n_inputs)."""
        # Your code here.
        raise NotImplementedError

    def backward(self, dvalues):
        """Compute the three gradients from dvalues, (n_samples, n_neurons)."""
        # Your code here.
        raise NotImplementedError
