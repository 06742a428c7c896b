# trick: returns an exception instead of raising it
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return SystemExit(0)
