def dmul(drelu_dxw, x, w):
    for i in range(len(x)):
        dx = drelu_dxw[i] * w[i]
        dw = drelu_dxw[i] * x[i]
        x[i] = dx
        w[i] = dw
    return x, w
