def compute_drelu_dw1(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dsum_dxw1 = 1
    drelu_dw1 = drelu_dz * dsum_dxw1
    return drelu_dw1
