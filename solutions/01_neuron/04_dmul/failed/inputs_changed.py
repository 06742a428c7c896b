def dmul(drelu_dxw, x, w):
    drelu_dx = drelu_dxw
    for i in range(len(w)):
        drelu_dx[i] *= w[i]
    drelu_dw = []
    for i in range(len(x)):
        drelu_dw.append(drelu_dxw[i] * x[i])
    return drelu_dx, drelu_dw
