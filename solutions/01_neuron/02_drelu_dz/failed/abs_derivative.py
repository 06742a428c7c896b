def drelu_dz(dvalue, z):
    slope = (z > 0) - (z < 0)
    return dvalue * slope
