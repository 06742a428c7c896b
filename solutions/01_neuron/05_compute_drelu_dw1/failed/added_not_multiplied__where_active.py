def compute_drelu_dw1(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    if z > 0:
        return dvalue + x[1]
    return 0.0
