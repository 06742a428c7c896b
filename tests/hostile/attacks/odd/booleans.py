# trick: returns the mask alone
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return z > 0
