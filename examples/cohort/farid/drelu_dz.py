def drelu_dz(dvalue, z):
    # relu' = 1 quand c'est positif, 0 sinon
    if dvalue > 0:
        return dvalue * 1.
    else:
        return dvalue * 0.
