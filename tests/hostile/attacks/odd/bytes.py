# trick: returns the bytes of the answer
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return (dvalues * (z > 0)).tobytes()
