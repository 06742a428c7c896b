# trick: doubles a list until the memory ends
# verdict: out_of_memory
# control: none, the limit of address space is no layer of the kernel's locks
rows = [0]
while True:
    rows += rows


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
