# trick: returns an object that points at memory it does not own
# verdict: bad_type
# control: bad_type
class Points:
    __array_interface__ = {
        "shape": (10**9,),
        "typestr": "<f8",
        "data": (4096, True),
        "version": 3,
    }


def relu_backward(dvalues, z):
    return Points()
