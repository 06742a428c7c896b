def compute_drelu_dw1(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if dvalue > 0 else 0.)
    drelu_dxw1 = drelu_dz * 1
    drelu_dw1 = drelu_dxw1 * x[1]
    return drelu_dw1
