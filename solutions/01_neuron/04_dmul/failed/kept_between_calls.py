drelu_dx = []
drelu_dw = []


def dmul(drelu_dxw, x, w):
    for g, xi, wi in zip(drelu_dxw, x, w):
        drelu_dx.append(g * wi)
        drelu_dw.append(g * xi)
    return drelu_dx, drelu_dw
