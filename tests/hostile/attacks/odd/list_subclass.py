# trick: returns a list that shows something else each time it is read
# verdict: bad_type
# control: bad_type
class Rows(list):
    def __iter__(self):
        raise SystemExit

    __len__ = __getitem__ = __iter__


def relu_backward(dvalues, z):
    return Rows((dvalues * (z > 0)).tolist())
