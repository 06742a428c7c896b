# trick: returns dates
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return (dvalues * (z > 0)).astype("M8[s]")
