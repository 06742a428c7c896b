def dmul(drelu_dxw, x, w):
    drelu_dx = []
    drelu_dw = []
    for dxw, xi, wi in zip(drelu_dxw, x, w):
        drelu_dx.append(dxw * xi * wi / xi)
        drelu_dw.append(dxw * xi * wi / wi)
    return drelu_dx, drelu_dw
