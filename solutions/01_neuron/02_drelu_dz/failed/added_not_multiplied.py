def drelu_dz(dvalue, z):
    slope = 1. if z > 0 else 0.
    return dvalue + slope
