def dmul(drelu_dxw, x, w):
    drelu_dx = []
    drelu_dw = []
    for dxw, xi, wi in zip(drelu_dxw, x, w):
        drelu_dx.append(wi)
        drelu_dw.append(dxw * xi)
    return drelu_dx, drelu_dw
