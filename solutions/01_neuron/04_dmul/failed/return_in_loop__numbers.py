def dmul(drelu_dxw, x, w):
    for dxw, xi, wi in zip(drelu_dxw, x, w):
        drelu_dx = dxw * wi
        drelu_dw = dxw * xi
        return drelu_dx, drelu_dw
