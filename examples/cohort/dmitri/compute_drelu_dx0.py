# задание 6
def compute_drelu_dx0(x, w, b, dvalue):
    # прямой проход
    xw0 = x[0] * w[0]
    xw1 = x[1] * w[1]
    xw2 = x[2] * w[2]
    z = xw0 + xw1 + xw2 + b

    # обратный проход
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dsum_dxw0 = 1
    drelu_dxw0 = drelu_dz * dsum_dxw0
    dmul_dx0 = w[0]
    drelu_dx0 = drelu_dxw0 * dmul_dx0
    return drelu_dx0
