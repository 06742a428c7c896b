# trick: raises an exception whose text takes for ever to make
# verdict: timed_out
# control: none, the host's deadline stops it with any layers
class Slow(Exception):
    def __str__(self):
        while True:
            pass


def relu_backward(dvalues, z):
    raise Slow
