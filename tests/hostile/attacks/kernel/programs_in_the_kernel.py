# trick: loads a program into the kernel
# verdict: forbidden
# control: none, some systems refuse it to everybody
# machine: x86_64
import ctypes

BPF = 321


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(BPF, 0, ctypes.create_string_buffer(128), 128) == -1:
        raise OSError(ctypes.get_errno(), "bpf")
    return dvalues * (z > 0)
