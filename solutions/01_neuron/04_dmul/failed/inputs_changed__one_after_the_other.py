def dmul(drelu_dxw, x, w):
    for i in range(len(x)):
        x[i] = drelu_dxw[i] * w[i]
        w[i] = drelu_dxw[i] * x[i]
    return x, w
