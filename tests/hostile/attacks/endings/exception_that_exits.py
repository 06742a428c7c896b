# trick: raises an exception whose text, type and traceback end the process
# verdict: error, exited, protocol_error
# control: error, exited, protocol_error
import sys


class Trap(BaseException):
    def __str__(self):
        sys.exit(0)

    __repr__ = __str__
    __traceback__ = property(__str__)
    __module__ = property(__str__)


def relu_backward(dvalues, z):
    raise Trap
