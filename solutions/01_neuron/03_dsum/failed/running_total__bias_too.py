def dsum(drelu_dz, n_inputs):
    drelu_dxw = []
    total = 0
    for i in range(n_inputs):
        total = total + drelu_dz
        drelu_dxw.append(total)
    return drelu_dxw, total
