# trick: connects to a server on this machine
# verdict: forbidden
# control: passed
# touches: tcp
import socket


def relu_backward(dvalues, z):
    with socket.create_connection(("127.0.0.1", int("@TCP@")), timeout=1):
        return dvalues * (z > 0)
