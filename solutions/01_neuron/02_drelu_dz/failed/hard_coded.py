def drelu_dz(dvalue, z):
    dvalue = 5.0
    return dvalue * (1. if z > 0 else 0.)
