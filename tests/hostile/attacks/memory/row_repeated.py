# trick: returns one row a million times, small here and large on the wire
# verdict: output_limit
# control: output_limit
calls = []


def relu_backward(dvalues, z):
    calls.append(1)
    return (dvalues * (z > 0)).tolist() * (10**6 if len(calls) == 1 else 1)
