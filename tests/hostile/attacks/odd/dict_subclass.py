# trick: returns a mapping that makes up its values
# verdict: bad_type
# control: bad_type
class Rows(dict):
    def __missing__(self, key):
        return 0.0


def relu_backward(dvalues, z):
    return Rows()
