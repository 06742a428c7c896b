x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0
dvalue = 1.0
n = len(x)

xw = [0.0] * n
z = b
for i in range(n):
    xw[i] = x[i] * w[i]
    z += xw[i]
xw0, xw1, xw2 = xw
y = max(0.0, z)

drelu_dz = dvalue * (z > 0)

dsum_dxw, drelu_dxw, dmul_dx, dmul_dw = [], [], [], []
dx, dw = [], []
for i in range(n):
    dsum_dxw.append(1.0)
    drelu_dxw.append(drelu_dz * dsum_dxw[i])
    dmul_dx.append(w[i])
    dmul_dw.append(x[i])
    dx.append(drelu_dxw[i] * dmul_dx[i])
    dw.append(drelu_dxw[i] * dmul_dw[i])

dsum_db = 1.0
db = drelu_dz * dsum_db

# the names of the statement
dsum_dxw0, dsum_dxw1, dsum_dxw2 = dsum_dxw
drelu_dxw0, drelu_dxw1, drelu_dxw2 = drelu_dxw
drelu_db = db
dmul_dx0, dmul_dx1, dmul_dx2 = dmul_dx
dmul_dw0, dmul_dw1, dmul_dw2 = dmul_dw
drelu_dx0, drelu_dx1, drelu_dx2 = dx
drelu_dw0, drelu_dw1, drelu_dw2 = dw

for i in range(n):
    w[i] += -0.01 * dw[i]
b += -0.01 * db
