def dmul(drelu_dxw, x, w):
    drelu_dx = w
    drelu_dw = x
    for i in range(len(x)):
        drelu_dx[i] *= drelu_dxw[i]
        drelu_dw[i] *= drelu_dxw[i]
    return drelu_dx, drelu_dw
