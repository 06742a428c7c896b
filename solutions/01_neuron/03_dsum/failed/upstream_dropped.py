def dsum(drelu_dz, n_inputs):
    dsum_dxw = []
    for i in range(n_inputs):
        dsum_dxw.append(1)
    dsum_db = 1
    return dsum_dxw, dsum_db
