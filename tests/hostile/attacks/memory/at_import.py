# trick: takes the memory before anything is defined
# verdict: out_of_memory
# control: out_of_memory
held = bytearray(10**12)


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
