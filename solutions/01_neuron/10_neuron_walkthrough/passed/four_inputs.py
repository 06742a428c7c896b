import numpy as np

x = np.array([1.0, -2.0, 3.0, 0.5])
w = np.array([-3.0, -1.0, 2.0, 4.0])
b = 1.0
dvalue = 1.0

z = x @ w + b
y = max(z, 0.0)

drelu_dz = dvalue * (1.0 if z > 0 else 0.0)
dx = drelu_dz * w
dw = drelu_dz * x
db = drelu_dz
print(dx, dw, db)
