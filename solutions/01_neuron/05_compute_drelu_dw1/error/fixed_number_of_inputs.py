def compute_drelu_dw1(x, w, b, dvalue):
    xw0 = x[0] * w[0]
    xw1 = x[1] * w[1]
    xw2 = x[2] * w[2]
    z = xw0 + xw1 + xw2 + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    drelu_dxw1 = drelu_dz * 1
    drelu_dw1 = drelu_dxw1 * x[1]
    return drelu_dw1
