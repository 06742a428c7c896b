def compute_drelu_dx0(x, w, b, dvalue):
    drelu = dvalue
    if dvalue <= 0:
        drelu = 0
    drelu_dxw0 = drelu * 1
    return drelu_dxw0 * w[0]
