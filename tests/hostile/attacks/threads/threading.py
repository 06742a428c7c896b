# trick: starts a thread
# verdict: forbidden
# control: passed
# without: rlimits
import threading


def relu_backward(dvalues, z):
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()
    return dvalues * (z > 0)
