# trick: returns a range
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return range(10)
