import numpy as np


class Layer_Dense:
    def __init__(self, n_inputs, n_neurons):
        rng = np.random.default_rng()
        self.weights = rng.normal(size=(n_inputs, n_neurons)) / np.sqrt(n_inputs)
        self.biases = np.zeros((1, n_neurons), dtype=np.float32)

    def forward(self, inputs):
        self._x = np.asarray(inputs)
        return np.dot(self._x, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.einsum("ni,nj->ij", self._x, dvalues)
        self.dbiases = np.ones((1, len(dvalues))) @ dvalues
        return np.einsum("nj,ij->ni", dvalues, self.weights)
