# trick: returns numbers spelt out
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return (dvalues * (z > 0)).astype(str)
