def dsum(drelu_dz, n_inputs):
    drelu_dxw = drelu_dz * 1
    drelu_db = drelu_dz * 1
    return drelu_dxw, drelu_db
