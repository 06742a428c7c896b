def drelu_dz(dvalue, z):
    relu_dz = dvalue * (1. if z > 0 else 0.)
    return dvalue * relu_dz
