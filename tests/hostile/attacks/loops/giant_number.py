# trick: one multiplication of giant numbers
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
def relu_backward(dvalues, z):
    return dvalues * (7**10**9 > 0) * (z > 0)
