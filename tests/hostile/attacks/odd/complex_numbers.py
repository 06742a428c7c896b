# trick: returns complex numbers without an imaginary part
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return (dvalues * (z > 0)).astype(complex)
