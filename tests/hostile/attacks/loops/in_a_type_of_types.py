# trick: returns an object whose type's type loops when the type is compared
# verdict: bad_type
# control: bad_type
def loop(*row, **words):
    while True:
        pass


class Kind(type):
    __instancecheck__ = __subclasscheck__ = __eq__ = __hash__ = loop
    __len__ = __repr__ = __dir__ = __or__ = __ror__ = loop


class Trap(metaclass=Kind):
    pass


def relu_backward(dvalues, z):
    return Trap()
