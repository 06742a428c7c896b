def dmul(drelu_dxw, x, w):
    dmul_dx = [wi for wi in w]
    dmul_dw = [xi for xi in x]
    return dmul_dx, dmul_dw
