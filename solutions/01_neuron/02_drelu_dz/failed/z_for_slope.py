def drelu_dz(dvalue, z):
    return dvalue * z
