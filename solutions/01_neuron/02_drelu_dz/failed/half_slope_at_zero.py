def drelu_dz(dvalue, z):
    slope = 0.5 if z == 0 else float(z > 0)
    return dvalue * slope
