def dmul(drelu_dxw, x, w):
    drelu_dx = []
    drelu_dw = []
    for i in range(len(x) + 1):
        drelu_dx.append(drelu_dxw[i] * w[i])
        drelu_dw.append(drelu_dxw[i] * x[i])
    return drelu_dx, drelu_dw
