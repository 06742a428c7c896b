def dsum(drelu_dz, n_inputs):
    dsum_dxw = drelu_dz * 1
    dsum_db = drelu_dz * 1
    return [drelu_dz * dsum_dxw] * n_inputs, drelu_dz * dsum_db
