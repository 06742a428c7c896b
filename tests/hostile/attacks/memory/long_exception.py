# trick: raises an exception with a text of 10 MB
# verdict: error
# control: error
def relu_backward(dvalues, z):
    raise ValueError("x" * 10**7)
