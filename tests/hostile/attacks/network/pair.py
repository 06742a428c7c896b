# trick: makes a pair of sockets, to keep descriptors in flight
# verdict: forbidden
# control: passed
import socket


def relu_backward(dvalues, z):
    for end in socket.socketpair():
        end.close()
    return dvalues * (z > 0)
