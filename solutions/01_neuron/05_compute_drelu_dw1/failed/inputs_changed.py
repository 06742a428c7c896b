def compute_drelu_dw1(x, w, b, dvalue):
    for i in range(len(x)):
        x[i] = x[i] * w[i]
    z = sum(x) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    return drelu_dz * x[1]
