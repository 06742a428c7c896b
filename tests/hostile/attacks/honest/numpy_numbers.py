# trick: none, the answer is lists of numpy's own numbers
# verdict: passed
# control: passed
def relu_backward(dvalues, z):
    return [list(row) for row in dvalues * (z > 0)]
