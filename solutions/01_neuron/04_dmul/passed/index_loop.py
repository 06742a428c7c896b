def dmul(drelu_dxw, x, w):
    n = len(x)
    drelu_dx = [0.0] * n
    drelu_dw = [0.0] * n
    for i in range(n):
        dmul_dx = w[i]
        dmul_dw = x[i]
        drelu_dx[i] = drelu_dxw[i] * dmul_dx
        drelu_dw[i] = drelu_dxw[i] * dmul_dw
    return tuple(drelu_dx), tuple(drelu_dw)
