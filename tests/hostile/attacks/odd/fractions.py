# trick: returns exact fractions
# verdict: bad_type
# control: bad_type
from fractions import Fraction


def relu_backward(dvalues, z):
    return [[Fraction(v) for v in row] for row in (dvalues * (z > 0)).tolist()]
