# trick: uses an input as a scratch pad
# verdict: failed
# control: failed
def relu_backward(dvalues, z):
    z[...] = z > 0
    return dvalues * z
