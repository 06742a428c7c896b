def drelu_dz(dvalue, z):
    return dvalue * (1 - z**2)
