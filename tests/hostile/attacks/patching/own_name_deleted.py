# trick: deletes the name by which its own functions are known, and is right
# verdict: passed
# control: passed
def relu_backward(dvalues, z):
    return dvalues * (z > 0)


del __name__
