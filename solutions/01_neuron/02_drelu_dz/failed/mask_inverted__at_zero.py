def drelu_dz(dvalue, z):
    if z > 0:
        dvalue = 0
    return dvalue
