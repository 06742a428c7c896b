def dmul(drelu_dxw, x, w):
    drelu_dx = [drelu_dxw[0] * w[i] for i in range(len(w))]
    drelu_dw = [drelu_dxw[0] * x[i] for i in range(len(x))]
    return drelu_dx, drelu_dw
