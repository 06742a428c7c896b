# trick: writes the answer into its input
# verdict: failed
# control: failed
def relu_backward(dvalues, z):
    dvalues[z <= 0] = 0
    return dvalues
