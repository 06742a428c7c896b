def drelu_dz(dvalue, z):
    return dvalue * max(0, z)
