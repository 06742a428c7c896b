# trick: looks for a descriptor that somebody forgot to close
# verdict: error
# control: error
import os


def relu_backward(dvalues, z):
    for number in range(4, 1024):
        try:
            os.fstat(number)
        except OSError:
            continue
        return dvalues * (z > 0)
    raise LookupError("nothing left open")
