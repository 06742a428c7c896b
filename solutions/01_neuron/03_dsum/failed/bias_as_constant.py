def dsum(drelu_dz, n_inputs):
    drelu_dxw = [drelu_dz * 1 for i in range(n_inputs)]
    dsum_db = 0  # derivative of a constant
    drelu_db = drelu_dz * dsum_db
    return drelu_dxw, drelu_db
