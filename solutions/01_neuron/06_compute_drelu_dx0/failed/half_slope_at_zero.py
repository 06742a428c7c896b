def compute_drelu_dx0(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * 0.5 * (int(z > 0) + int(z >= 0))
    return drelu_dz * w[0]
