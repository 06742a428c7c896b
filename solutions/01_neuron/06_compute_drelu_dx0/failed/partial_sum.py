def compute_drelu_dx0(x, w, b, dvalue):
    z = x[0] * w[0] + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    return drelu_dz * w[0]
