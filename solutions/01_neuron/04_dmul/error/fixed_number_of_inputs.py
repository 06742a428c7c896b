def dmul(drelu_dxw, x, w):
    drelu_dx = [drelu_dxw[0] * w[0], drelu_dxw[1] * w[1], drelu_dxw[2] * w[2]]
    drelu_dw = [drelu_dxw[0] * x[0], drelu_dxw[1] * x[1], drelu_dxw[2] * x[2]]
    return drelu_dx, drelu_dw
