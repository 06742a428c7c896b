def compute_drelu_dx0(x, w, b, dvalue):
    z = b
    for xi, wi in zip(x, w):
        z += xi * wi
    drelu = 1. if z > 0 else 0.
    dsum = 1.
    dmul = w[0]
    return sum([dvalue, drelu, dsum, dmul])
