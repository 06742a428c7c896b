def compute_drelu_dw1(x, w, b, dvalue):
    z = -b
    for i in range(len(x)):
        z += x[i] * w[i]
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    return drelu_dz * x[1]
