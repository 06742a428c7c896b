class Activation_ReLU:
    def forward(self, inputs):
        self.inputs = inputs
        self.output = inputs.copy()

    def backward(self, dvalues):
        self.dinputs = dvalues.copy()
