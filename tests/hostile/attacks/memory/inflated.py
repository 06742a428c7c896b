# trick: unpacks 64 MB from a few kilobytes, again and again
# verdict: out_of_memory
# control: none, the limit of address space is no layer of the kernel's locks
import zlib

BOMB = zlib.compress(bytes(1 << 26))
# Most of the room at once, so that the bombs reach the limit before the deadline.
held = [bytes(384 << 20)]
while True:
    held.append(zlib.decompress(BOMB))


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
