import numpy as np


class Dense:
    def __init__(self, weights, biases):
        self.weights = weights
        self.biases = biases

    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.dot(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = np.dot(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        self.dinputs = np.dot(dvalues, self.weights.T)


class ReLU:
    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.maximum(0, inputs)

    def backward(self, dvalues):
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] = 0


def dense_relu_backward(inputs, weights, biases, dvalues):
    layer, relu = Dense(weights, biases), ReLU()
    layer.forward(inputs)
    relu.forward(layer.output)
    relu.backward(dvalues)
    layer.backward(relu.dinputs)
    return layer.dinputs, layer.dweights, layer.dbiases
