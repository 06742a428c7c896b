# trick: returns what would be computed later
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return map(list, dvalues * (z > 0))
