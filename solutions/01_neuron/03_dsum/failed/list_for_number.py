def dsum(drelu_dz, n_inputs):
    drelu_dxw = [drelu_dz] * n_inputs
    drelu_db = [drelu_dz] * n_inputs
    return drelu_dxw, drelu_db
