# trick: never comes back
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
def relu_backward(dvalues, z):
    while True:
        pass
