# trick: returns nothing
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    dvalues * (z > 0)
