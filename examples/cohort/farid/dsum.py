def dsum(drelu_dz, n_inputs):
    # la somme recopie le gradient
    return [drelu_dz for _ in range(n_inputs)], drelu_dz
