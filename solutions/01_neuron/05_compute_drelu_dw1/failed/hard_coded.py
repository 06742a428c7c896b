def compute_drelu_dw1(x, w, b, dvalue):
    x = [2.0, -1.0, 3.0]
    w = [0.5, -2.0, -1.5]
    b = 5.5
    dvalue = 5.0
    z = x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    drelu_dw1 = drelu_dz * 1 * x[1]
    return drelu_dw1
