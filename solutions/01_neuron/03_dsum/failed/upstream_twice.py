def dsum(drelu_dz, n_inputs):
    drelu_dxw = [drelu_dz] * n_inputs
    drelu_dxw = [drelu_dz * dxw for dxw in drelu_dxw]
    return drelu_dxw, drelu_dz
