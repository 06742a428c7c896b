import math


def drelu_dz(dvalue, z):
    s = 1 / (1 + math.exp(-z))
    return dvalue * s * (1 - s)
