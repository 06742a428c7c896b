# trick: calls itself without end
# verdict: error
# control: error
def relu_backward(dvalues, z):
    return relu_backward(dvalues, z)
