# trick: returns an array of objects
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return (dvalues * (z > 0)).astype(object)
