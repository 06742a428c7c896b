import numpy as np


class Activation_ReLU:
    def forward(self, inputs):
        self.output = np.array([[max(0.0, z) for z in row] for row in inputs])

    def backward(self, dvalues):
        # The output is positive just where the input was.
        self.dinputs = np.where(self.output > 0, dvalues, 0.0)
