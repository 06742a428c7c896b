def compute_drelu_dw1(x, w, b, dvalue):
    xw1 = x[1] * w[1]
    drelu_dz = dvalue * (1. if xw1 > 0 else 0.)
    return drelu_dz * x[1]
