# trick: has the standard library make a temporary file
# verdict: forbidden
# control: passed
# without: rlimits
import tempfile


def relu_backward(dvalues, z):
    with tempfile.TemporaryFile():
        return dvalues * (z > 0)
