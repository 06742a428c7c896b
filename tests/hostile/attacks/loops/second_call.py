# trick: answers the first call of each process and loops in the second
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
calls = []


def relu_backward(dvalues, z):
    calls.append(1)
    while len(calls) > 1:
        pass
    return dvalues * (z > 0)
