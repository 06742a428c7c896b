# w1 の勾配
def compute_drelu_dw1(x, w, b, dvalue):
    # 順伝播
    z = b
    for i in range(len(x)):
        z += x[i] * w[i]
    # 逆伝播
    if z <= 0:
        return 0.0
    return dvalue * x[1]
