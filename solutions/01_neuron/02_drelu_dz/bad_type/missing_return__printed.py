def drelu_dz(dvalue, z):
    print(dvalue * (1. if z > 0 else 0.))
