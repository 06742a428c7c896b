# Exercício 2 - Bruno
def drelu_dz(dvalue, z):
    # derivada da ReLU: 1 se z > 0, senão 0
    if z > 0:
        derivada = 1
    else:
        derivada = 0
    # regra da cadeia
    resultado = dvalue * derivada
    print("dvalue", dvalue, "z", z, "->", resultado)
    return resultado
