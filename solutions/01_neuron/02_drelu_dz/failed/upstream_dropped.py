def drelu_dz(dvalue, z):
    return 1.0 if z > 0 else 0.0
