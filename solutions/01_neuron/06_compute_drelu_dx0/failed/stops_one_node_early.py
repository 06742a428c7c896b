def compute_drelu_dx0(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dsum_dxw0 = 1
    drelu_dx0 = drelu_dz * dsum_dxw0
    return drelu_dx0
