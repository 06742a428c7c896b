# trick: none, the answer is a list of arrays
# verdict: passed
# control: passed
def relu_backward(dvalues, z):
    return [row * (gate > 0) for row, gate in zip(dvalues, z)]
