# trick: returns a generator that never ends
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    while True:
        yield dvalues * (z > 0)
