def compute_drelu_dx0(x, w, b, dvalue):
    # forward
    z = b
    for i in range(len(x)):
        z += x[i] * w[i]
    # backward
    if z >= 0:
        drelu_dz = dvalue
    else:
        drelu_dz = 0
    drelu_dxw0 = drelu_dz * 1
    return dvalue * drelu_dxw0 * w[0]
