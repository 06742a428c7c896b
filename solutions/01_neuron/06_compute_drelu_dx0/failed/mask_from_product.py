def compute_drelu_dx0(x, w, b, dvalue):
    xw0 = x[0] * w[0]
    drelu_dz = dvalue * (1. if xw0 > 0 else 0.)
    return drelu_dz * w[0]
