# trick: has an audit hook object to everything from now on
# verdict: error, protocol_error, passed, exited
# control: error, protocol_error, passed, exited
import sys


def object_to(event, arguments):
    raise SystemExit(event)


def relu_backward(dvalues, z):
    sys.addaudithook(object_to)
    return dvalues * (z > 0)
