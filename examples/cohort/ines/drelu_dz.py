# TP2 - Inès
def drelu_dz(dvalue, z):
    # si z est positif le gradient passe, sinon rien
    if z > 0:
        return dvalue
