# trick: closes the wire and lives on, to hold up who waits for its end
# verdict: protocol_error
# control: protocol_error
import os
import time


def relu_backward(dvalues, z):
    os.close(3)
    time.sleep(1000)
