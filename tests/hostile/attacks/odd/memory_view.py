# trick: returns a view of bytes
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return memoryview((dvalues * (z > 0)).copy())
