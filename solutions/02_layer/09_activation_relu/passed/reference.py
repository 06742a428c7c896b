import numpy as np


class Activation_ReLU:
    """The rectified linear unit: forward sets output, backward sets dinputs."""

    def forward(self, inputs):
        """Compute output, of the shape of inputs."""
        ### BEGIN SOLUTION
        self.inputs = inputs
        self.output = np.maximum(0, inputs)
        ### END SOLUTION

    def backward(self, dvalues):
        """Compute dinputs, of the shape of dvalues."""
        ### BEGIN SOLUTION
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] = 0
        ### END SOLUTION
