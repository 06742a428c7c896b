x = (1.0, -2.0, 3.0)
w = (-3.0, -1.0, 2.0)
b = 1.0
dvalue = 2.0

xw0, xw1, xw2 = x[0] * w[0], x[1] * w[1], x[2] * w[2]
z = sum((xw0, xw1, xw2)) + b
y = z if z > 0 else 0.0

# z = xw0 + xw1 + xw2 + b, each term counts once
dsum_dxw0 = dsum_dxw1 = dsum_dxw2 = dsum_db = 1.0
# xw = x * w, the other factor stays
dmul_dx0, dmul_dx1, dmul_dx2 = w
dmul_dw0, dmul_dw1, dmul_dw2 = x

if z > 0:
    drelu_dz = dvalue
else:
    drelu_dz = 0.0

drelu_dxw0 = dsum_dxw0 * drelu_dz
drelu_dxw1 = dsum_dxw1 * drelu_dz
drelu_dxw2 = dsum_dxw2 * drelu_dz
drelu_db = dsum_db * drelu_dz
drelu_dx0, drelu_dw0 = dmul_dx0 * drelu_dxw0, dmul_dw0 * drelu_dxw0
drelu_dx1, drelu_dw1 = dmul_dx1 * drelu_dxw1, dmul_dw1 * drelu_dxw1
drelu_dx2, drelu_dw2 = dmul_dx2 * drelu_dxw2, dmul_dw2 * drelu_dxw2
dx = (drelu_dx0, drelu_dx1, drelu_dx2)
dw = (drelu_dw0, drelu_dw1, drelu_dw2)
db = drelu_db
