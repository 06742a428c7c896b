def relu_derivative(z):
    if z > 0:
        return 1
    return 0


def compute_drelu_dw1(x, w, b, dvalue):
    # forward
    z = b
    for i in range(len(x)):
        z += x[i] * w[i]
    # backward
    drelu = relu_derivative(z)
    dsum = 1
    dmul = x[1]
    return drelu * dsum * dmul
