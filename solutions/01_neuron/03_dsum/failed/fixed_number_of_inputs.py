def dsum(drelu_dz, n_inputs):
    drelu_dxw0 = drelu_dz * 1
    drelu_dxw1 = drelu_dz * 1
    drelu_dxw2 = drelu_dz * 1
    drelu_db = drelu_dz * 1
    return [drelu_dxw0, drelu_dxw1, drelu_dxw2], drelu_db
