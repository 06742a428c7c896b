def dmul(drelu_dxw, x, w):
    drelu_dx = [d * xi for d, xi in zip(drelu_dxw, x)]
    drelu_dw = [d * wi for d, wi in zip(drelu_dxw, w)]
    return drelu_dx, drelu_dw
