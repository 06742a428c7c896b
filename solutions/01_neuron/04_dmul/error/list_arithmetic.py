def dmul(drelu_dxw, x, w):
    drelu_dx = drelu_dxw * w
    drelu_dw = drelu_dxw * x
    return drelu_dx, drelu_dw
