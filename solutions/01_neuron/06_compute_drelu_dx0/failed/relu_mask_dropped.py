def compute_drelu_dx0(x, w, b, dvalue):
    dsum_dxw0 = 1
    dmul_dx0 = w[0]
    drelu_dx0 = dvalue * dsum_dxw0 * dmul_dx0
    return drelu_dx0
