# trick: none, it only has a name whose object raises when any attribute is asked
# verdict: passed
# control: passed
class Odd:
    def __getattribute__(self, name):
        raise KeyError(name)


odd = Odd()


def relu_backward(dvalues, z):
    return dvalues * (z > 0)
