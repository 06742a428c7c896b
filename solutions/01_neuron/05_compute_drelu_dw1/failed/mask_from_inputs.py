def compute_drelu_dw1(x, w, b, dvalue):
    drelu_dz = dvalue if x[1] > 0 else 0.
    return drelu_dz * x[1]
