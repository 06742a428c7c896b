# trick: lets one buffer grow until the memory ends
# verdict: out_of_memory
# control: none, the limit of address space is no layer of the kernel's locks
buffer = bytearray(1)
while True:
    buffer *= 4


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
