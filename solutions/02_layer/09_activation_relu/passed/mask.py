class Activation_ReLU:
    def forward(self, inputs):
        self.mask = inputs > 0
        self.output = inputs * self.mask
        return self.output

    def backward(self, dvalues):
        return dvalues * self.mask
