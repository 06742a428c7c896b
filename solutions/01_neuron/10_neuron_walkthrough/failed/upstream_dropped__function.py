def gradients(x, w, b, dvalue):
    """All steps of one neuron, printed one by one."""
    xw0, xw1, xw2 = x[0] * w[0], x[1] * w[1], x[2] * w[2]
    z = xw0 + xw1 + xw2 + b
    y = max(z, 0.0)
    print("forward", xw0, xw1, xw2, z, y)

    drelu_dz = dvalue * (1.0 if z > 0 else 0.0)
    dsum_dxw0 = dsum_dxw1 = dsum_dxw2 = dsum_db = 1.0
    drelu_dxw0 = drelu_dz * dsum_dxw0
    drelu_dxw1 = drelu_dz * dsum_dxw1
    drelu_dxw2 = drelu_dz * dsum_dxw2
    drelu_db = drelu_dz * dsum_db

    dmul_dx0, dmul_dw0 = w[0], x[0]
    dmul_dx1, dmul_dw1 = w[1], x[1]
    dmul_dx2, dmul_dw2 = w[2], x[2]
    drelu_dx0 = (1.0 if z > 0 else 0.0) * dmul_dx0
    drelu_dw0 = (1.0 if z > 0 else 0.0) * dmul_dw0
    drelu_dx1 = (1.0 if z > 0 else 0.0) * dmul_dx1
    drelu_dw1 = (1.0 if z > 0 else 0.0) * dmul_dw1
    drelu_dx2 = (1.0 if z > 0 else 0.0) * dmul_dx2
    drelu_dw2 = (1.0 if z > 0 else 0.0) * dmul_dw2

    dx = (drelu_dx0, drelu_dx1, drelu_dx2)
    dw = (drelu_dw0, drelu_dw1, drelu_dw2)
    db = drelu_db
    return dx, dw, db


x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0
dvalue = 1.0
dx, dw, db = gradients(x, w, b, dvalue)
w = [w_i - 0.001 * dw_i for w_i, dw_i in zip(w, dw)]
b = b - 0.001 * db
print("new", w, b)
