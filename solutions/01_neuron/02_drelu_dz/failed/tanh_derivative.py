import math


def drelu_dz(dvalue, z):
    return dvalue * (1 - math.tanh(z)**2)
