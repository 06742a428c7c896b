def dmul(drelu_dxw, x, w):
    n = len(x)
    drelu_dx, drelu_dw = [0] * n, [0] * n
    for i in range(n - 1):
        drelu_dx[i] = drelu_dxw[i] * w[i]
        drelu_dw[i] = drelu_dxw[i] * x[i]
    return drelu_dx, drelu_dw
