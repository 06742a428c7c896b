def dsum(drelu_dz, n_inputs):
    dsum_db = drelu_dz * 1
    return [drelu_dz] * n_inputs, drelu_dz * dsum_db
