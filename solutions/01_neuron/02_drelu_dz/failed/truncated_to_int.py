def drelu_dz(dvalue, z):
    return dvalue * (1 if int(z) > 0 else 0)
