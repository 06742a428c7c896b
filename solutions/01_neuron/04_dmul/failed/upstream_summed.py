def dmul(drelu_dxw, x, w):
    total = sum(drelu_dxw)
    drelu_dx = [total * wi for wi in w]
    drelu_dw = [total * xi for xi in x]
    return drelu_dx, drelu_dw
