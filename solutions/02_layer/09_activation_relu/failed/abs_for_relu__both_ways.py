import numpy as np


class Activation_ReLU:
    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.abs(inputs)

    def backward(self, dvalues):
        self.dinputs = np.sign(self.inputs) * dvalues
