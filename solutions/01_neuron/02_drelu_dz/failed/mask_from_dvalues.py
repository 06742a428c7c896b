def drelu_dz(dvalue, z):
    return dvalue * (1. if dvalue > 0 else 0.)
