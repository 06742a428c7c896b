def drelu_dz(dvalue, z):
    if z > 0:
        return dvalue
