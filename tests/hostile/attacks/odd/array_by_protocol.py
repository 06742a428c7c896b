# trick: returns an object that becomes an array when asked
# verdict: bad_type
# control: bad_type
class Later:
    def __init__(self, array):
        self.array = array

    def __array__(self, *row, **words):
        return self.array


def relu_backward(dvalues, z):
    return Later(dvalues * (z > 0))
