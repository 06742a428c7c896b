# trick: keeps memory in a file without a name, outside its address space
# verdict: forbidden
# control: passed
# without: rlimits
import os


def relu_backward(dvalues, z):
    file = os.memfd_create("@MARK@")
    os.write(file, bytes(1 << 20))
    os.close(file)
    return dvalues * (z > 0)
