# trick: ignores every signal and catches every exception that could end its loop
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def relu_backward(dvalues, z):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
