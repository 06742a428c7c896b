# trick: starts a thread past the threading module
# verdict: forbidden
# control: passed
# without: rlimits
import _thread


def relu_backward(dvalues, z):
    lock = _thread.allocate_lock()
    lock.acquire()
    _thread.start_new_thread(lock.release, ())
    lock.acquire()
    return dvalues * (z > 0)
