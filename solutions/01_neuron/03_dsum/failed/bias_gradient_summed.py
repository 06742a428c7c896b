def dsum(drelu_dz, n_inputs):
    drelu_dxw = [drelu_dz * 1] * n_inputs
    drelu_db = 0
    for gradient in drelu_dxw:
        drelu_db += gradient
    return drelu_dxw, drelu_db
