def dsum(drelu_dz, n_inputs):
    dsum = n_inputs
    return [drelu_dz * dsum] * n_inputs, drelu_dz * dsum
