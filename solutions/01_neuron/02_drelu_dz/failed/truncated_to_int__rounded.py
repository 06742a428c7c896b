def drelu_dz(dvalue, z):
    return dvalue * (round(z) > 0)
