x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0
dvalue = 1.0

xw = [x[i] * w[i] for i in range(3)]
xw0, xw1, xw2 = xw
z = sum(xw) + b
y = z if z > 0 else 0

drelu_dz = dvalue if z > 0 else 0.0

dsum_dxw = [drelu_dz, drelu_dz, drelu_dz]
dsum_dxw0, dsum_dxw1, dsum_dxw2 = dsum_dxw
dsum_db = drelu_dz
drelu_dxw = [drelu_dz * d for d in dsum_dxw]
drelu_dxw0, drelu_dxw1, drelu_dxw2 = drelu_dxw
drelu_db = drelu_dz * dsum_db

dmul_dx = [w[0], w[1], w[2]]
dmul_dw = [x[0], x[1], x[2]]
dmul_dx0, dmul_dx1, dmul_dx2 = dmul_dx
dmul_dw0, dmul_dw1, dmul_dw2 = dmul_dw
drelu_dx0, drelu_dx1, drelu_dx2 = [d * m for d, m in zip(drelu_dxw, dmul_dx)]
drelu_dw0, drelu_dw1, drelu_dw2 = [d * m for d, m in zip(drelu_dxw, dmul_dw)]

dx = [drelu_dx0, drelu_dx1, drelu_dx2]
dw = [drelu_dw0, drelu_dw1, drelu_dw2]
db = drelu_db
print("dx", dx, "dw", dw, "db", db)
