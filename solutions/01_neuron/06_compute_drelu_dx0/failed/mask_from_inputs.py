def compute_drelu_dx0(x, w, b, dvalue):
    drelu_dz = dvalue if x[0] > 0 else 0.
    return drelu_dz * w[0]
