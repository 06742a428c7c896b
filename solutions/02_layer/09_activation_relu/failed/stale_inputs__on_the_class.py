import numpy as np


class Activation_ReLU:
    def forward(self, inputs):
        Activation_ReLU.inputs = inputs
        self.output = np.maximum(0, inputs)

    def backward(self, dvalues):
        self.dinputs = dvalues * (Activation_ReLU.inputs > 0)
