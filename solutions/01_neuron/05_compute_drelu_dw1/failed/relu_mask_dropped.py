def compute_drelu_dw1(x, w, b, dvalue):
    dsum_dxw1 = 1
    dmul_dw1 = x[1]
    drelu_dw1 = dvalue * dsum_dxw1 * dmul_dw1
    return drelu_dw1
