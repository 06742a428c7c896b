# trick: returns an object that loops when it is looked at in any way
# verdict: bad_type
# control: bad_type
def loop(*row, **words):
    while True:
        pass


class Trap:
    __eq__ = __len__ = __iter__ = __array__ = __float__ = __bool__ = __repr__ = loop
    __str__ = __getattr__ = __getattribute__ = __index__ = __reduce_ex__ = loop
    __hash__ = __instancecheck__ = __subclasscheck__ = __array_ufunc__ = loop
    __array_function__ = __call__ = __class_getitem__ = __format__ = loop


def relu_backward(dvalues, z):
    return Trap()
