# trick: returns 5 MB of text
# verdict: output_limit
# control: output_limit
def relu_backward(dvalues, z):
    return "x" * 5_000_000
