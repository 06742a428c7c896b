# trick: kills itself as a thread
# verdict: forbidden
# control: crashed
import signal
import threading


def relu_backward(dvalues, z):
    signal.pthread_kill(threading.get_ident(), signal.SIGKILL)
    return dvalues * (z > 0)
