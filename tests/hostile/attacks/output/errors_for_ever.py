# trick: writes to standard error without end, past Python's own file
# verdict: output_limit
# control: output_limit
import os


def relu_backward(dvalues, z):
    while True:
        os.write(2, b"x" * 65536)
