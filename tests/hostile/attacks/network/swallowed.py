# trick: calls home by every way and passes over every refusal
# verdict: passed
# control: passed
# touches: udp
import socket

for family, address in (
    (socket.AF_INET, ("127.0.0.1", int("@UDP@"))),
    (socket.AF_UNIX, "@UNIX@"),
    (socket.AF_UNIX, "\0@ABSTRACT@"),
):
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as wire:
            wire.sendto(b"canary", address)
    except OSError:
        pass


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
