# trick: returns an object that runs a shell when it is unpickled
# verdict: bad_type
# control: bad_type
import os


class Trap:
    def __reduce__(self):
        return os.system, ("mkdir -p @FOLDER@/made",)

    __getstate__ = __deepcopy__ = __copy__ = __reduce__


def relu_backward(dvalues, z):
    return Trap()
