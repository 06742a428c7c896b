# trick: answers for the inputs of the call before
# verdict: failed
# control: failed
kept = []


def relu_backward(dvalues, z):
    kept.append((dvalues, z))
    dvalues, z = kept[-2] if len(kept) > 1 else kept[-1]
    return dvalues * (z > 0)
