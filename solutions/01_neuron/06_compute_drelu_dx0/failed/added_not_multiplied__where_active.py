def compute_drelu_dx0(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    if z > 0:
        return dvalue + w[0]
    return 0.0
