def dsum(drelu_dz, n_inputs):
    dsum_dxw = n_inputs
    drelu_dxw = [drelu_dz * dsum_dxw for i in range(n_inputs)]
    drelu_db = drelu_dz * 1
    return drelu_dxw, drelu_db
