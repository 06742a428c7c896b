# trick: takes all builtin functions away
# verdict: protocol_error, error
# control: protocol_error, error
import builtins


def relu_backward(dvalues, z):
    result = dvalues * (z > 0)
    vars(builtins).clear()
    return result
