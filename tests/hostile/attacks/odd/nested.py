# trick: returns ten thousand lists, one in the other
# verdict: output_limit
# control: output_limit
def relu_backward(dvalues, z):
    rows = 0.0
    for _ in range(10**4):
        rows = [rows]
    return rows
