# trick: takes all memory in the first call and keeps it for the later ones
# verdict: out_of_memory
# control: none, the limit of address space is no layer of the kernel's locks
import numpy as np

held = []


def relu_backward(dvalues, z):
    while True:
        held.append(np.zeros(10**7))
