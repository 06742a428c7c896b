def drelu_dz(dvalue, z):
    drelu = 1
    return dvalue * drelu
