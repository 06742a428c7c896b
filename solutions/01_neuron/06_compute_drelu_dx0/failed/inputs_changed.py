def compute_drelu_dx0(x, w, b, dvalue):
    for i in range(len(x)):
        w[i] = x[i] * w[i]
    z = sum(w) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    return drelu_dz * w[0]
