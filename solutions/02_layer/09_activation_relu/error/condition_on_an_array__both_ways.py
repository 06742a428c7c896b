class Activation_ReLU:
    def forward(self, inputs):
        self.inputs = inputs
        self.output = inputs if inputs > 0 else 0

    def backward(self, dvalues):
        self.dinputs = dvalues if self.inputs > 0 else 0
