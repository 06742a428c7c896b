# trick: joins pieces of text to 100 GB
# verdict: out_of_memory
# control: out_of_memory
def relu_backward(dvalues, z):
    return "".join(["x" * 10**6] * 10**5)
