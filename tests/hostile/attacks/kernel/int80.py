# trick: asks by the numbers of a 32-bit processor, in machine code of its own
# verdict: forbidden
# control: none, not every kernel is built with it
# machine: x86_64
import ctypes
import mmap

GETPID = b"\x53\xb8\x14\x00\x00\x00\xcd\x80\x5b\xc3"


def relu_backward(dvalues, z):
    right = mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC
    page = mmap.mmap(-1, 4096, prot=right)
    page.write(GETPID)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    ctypes.CFUNCTYPE(ctypes.c_int)(address)()
    return dvalues * (z > 0)
