# trick: none, the bytes of the answer are the other way round
# verdict: passed
# control: passed
def relu_backward(dvalues, z):
    return (dvalues * (z > 0)).astype(">f8")
