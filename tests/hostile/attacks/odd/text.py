# trick: returns the answer printed
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return str((dvalues * (z > 0)).tolist())
