def drelu_dz(dvalue, z):
    if z > 0 and dvalue > 0:
        return dvalue
    return 0.0
