def compute_drelu_dw1(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dsum = len(x)
    return drelu_dz * dsum * x[1]
