# trick: maps memory that would be shared with its children, piece by piece
# verdict: out_of_memory
# control: out_of_memory
import mmap

held = []


def relu_backward(dvalues, z):
    while True:
        held.append(mmap.mmap(-1, 1 << 28, flags=mmap.MAP_SHARED))
