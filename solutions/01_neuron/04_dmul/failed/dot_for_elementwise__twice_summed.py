def dmul(drelu_dxw, x, w):
    total = sum(drelu_dxw)
    return total * sum(w), total * sum(x)
