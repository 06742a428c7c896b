def drelu_dz(dvalue, z):
    if z > 0:
        return dvalue
    if z == 0:
        return 0.0
    return 0.01 * dvalue
