# trick: opens the processor's counters, to measure its neighbours
# verdict: forbidden
# control: none, some systems refuse it to everybody
# machine: x86_64
import ctypes

PERF_EVENT_OPEN = 298


def relu_backward(dvalues, z):
    libc = ctypes.CDLL(None, use_errno=True)
    wanted = ctypes.create_string_buffer(128)
    if libc.syscall(PERF_EVENT_OPEN, wanted, 0, -1, -1, 0) == -1:
        raise OSError(ctypes.get_errno(), "perf_event_open")
    return dvalues * (z > 0)
