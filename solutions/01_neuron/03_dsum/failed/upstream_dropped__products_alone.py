def dsum(drelu_dz, n_inputs):
    dsum_dxw = [1] * n_inputs
    drelu_db = drelu_dz * 1
    return dsum_dxw, drelu_db
