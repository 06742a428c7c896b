def dmul(drelu_dxw, x, w):
    drelu_dx = []
    drelu_dw = []
    for i in range(len(x)):
        drelu_dx.append(drelu_dxw[i])
        drelu_dw.append(drelu_dxw[i])
    return drelu_dx, drelu_dw
