def dsum(drelu_dz, n_inputs):
    drelu_dxw = []
    for i in range(n_inputs):
        drelu_dxw.append(drelu_dz * 1)
    dsum_db = 1
    return drelu_dxw, dsum_db
