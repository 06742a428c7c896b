def compute_drelu_dx0(x, w, b, dvalue):
    z = x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    drelu_dxw0 = drelu_dz * 1
    drelu_dx0 = drelu_dxw0 * w[0]
    return drelu_dx0
