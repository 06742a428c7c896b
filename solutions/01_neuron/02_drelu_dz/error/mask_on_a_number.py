def drelu_dz(dvalue, z):
    drelu = dvalue
    drelu[z <= 0] = 0
    return drelu
