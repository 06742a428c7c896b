# trick: has the interpreter start a thread that ends the process later
# verdict: forbidden, error
# control: passed
# without: rlimits
import faulthandler


def relu_backward(dvalues, z):
    faulthandler.dump_traceback_later(60, exit=True)
    faulthandler.cancel_dump_traceback_later()
    return dvalues * (z > 0)
