# Exercício 3 - Bruno
def dsum(drelu_dz, n_inputs):
    drelu_dxw = []
    for i in range(n_inputs):
        # a derivada da soma é sempre 1
        dsum_dxw = 1
        drelu_dxw.append(drelu_dz * dsum_dxw)
    # a derivada em relação ao bias também é 1
    drelu_db = 1
    return drelu_dxw, drelu_db
