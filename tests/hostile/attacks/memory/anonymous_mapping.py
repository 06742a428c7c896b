# trick: maps a terabyte that belongs to no file
# verdict: out_of_memory
# control: out_of_memory
import mmap


def relu_backward(dvalues, z):
    mmap.mmap(-1, 1 << 40)
    return dvalues * (z > 0)
