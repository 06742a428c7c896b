def dsum(drelu_dz, n_inputs):
    drelu_dxw = [-drelu_dz for i in range(n_inputs)]
    return drelu_dxw, -drelu_dz
