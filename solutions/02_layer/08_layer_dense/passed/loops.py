import numpy as np


class Layer_Dense:
    def __init__(self, inputs, neurons):
        self.weights = np.random.rand(inputs, neurons) - 0.5
        self.biases = np.zeros((1, neurons))

    def forward(self, inputs):
        self.inputs = inputs.copy()
        rows = []
        for sample in inputs:
            row = []
            for j in range(self.weights.shape[1]):
                z = self.biases[0][j]
                for i in range(len(sample)):
                    z += sample[i] * self.weights[i][j]
                row.append(z)
            rows.append(row)
        self.output = np.array(rows)

    def backward(self, dvalues):
        self.dweights = np.zeros_like(self.weights)
        self.dbiases = np.zeros_like(self.biases)
        self.dinputs = np.zeros_like(self.inputs)
        for n, gradient in enumerate(dvalues):
            for j, g in enumerate(gradient):
                self.dbiases[0][j] += g
                for i in range(self.weights.shape[0]):
                    self.dweights[i][j] += g * self.inputs[n][i]
                    self.dinputs[n][i] += g * self.weights[i][j]
