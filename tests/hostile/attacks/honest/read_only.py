# trick: none, the answer may not be written to
# verdict: passed
# control: passed
def relu_backward(dvalues, z):
    result = dvalues * (z > 0)
    result.setflags(write=False)
    return result
