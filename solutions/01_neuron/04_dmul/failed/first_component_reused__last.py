def dmul(drelu_dxw, x, w):
    for dxw in drelu_dxw:
        upstream = dxw
    return [upstream * wi for wi in w], [upstream * xi for xi in x]
