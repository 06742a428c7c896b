def drelu_dz(dvalue, z):
    return max(0, z)
