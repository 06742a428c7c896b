def compute_drelu_dx0(x, w, b, dvalue):
    products = [xi * wi for xi, wi in zip(x, w)]
    z = products[0] + products[1] + b
    slope = 1. if z > 0 else 0.
    return dvalue * slope * w[0]
