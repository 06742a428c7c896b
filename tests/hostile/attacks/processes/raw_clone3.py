# trick: asks for a process by the newest call, which filters often forget
# verdict: error
# control: passed
# without: rlimits
import ctypes
import os

CLONE3, CHILD_ENDED = 435, 17


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None, use_errno=True)
    wanted = (ctypes.c_uint64 * 8)()
    wanted[4] = CHILD_ENDED
    pid = libc.syscall(CLONE3, wanted, ctypes.sizeof(wanted))
    if pid == 0:
        os._exit(0)
    if pid == -1:
        # It is told as a call that this kernel does not have, which is no refusal.
        raise OSError(ctypes.get_errno(), "clone3")
    os.waitpid(pid, 0)
    return dvalues * (z > 0)
