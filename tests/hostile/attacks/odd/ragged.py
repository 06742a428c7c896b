# trick: returns rows of different lengths
# verdict: bad_type
# control: bad_type
def relu_backward(dvalues, z):
    return [*(dvalues * (z > 0)).tolist(), []]
