import numpy as np


class Activation_ReLU:
    mask = None

    def forward(self, inputs):
        self.output = np.maximum(0, inputs)
        if self.mask is None:
            self.mask = inputs > 0

    def backward(self, dvalues):
        self.dinputs = dvalues * self.mask
