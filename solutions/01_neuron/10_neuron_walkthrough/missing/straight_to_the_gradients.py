import numpy as np

x = np.array([1.0, -2.0, 3.0])
w = np.array([-3.0, -1.0, 2.0])
b = 1.0
dvalue = 1.0

z = np.dot(x, w) + b
y = np.maximum(0, z)

# short form, everything at once
drelu_dz = dvalue * (1.0 if z > 0 else 0.0)
dx = drelu_dz * w
dw = drelu_dz * x
db = drelu_dz

w -= 0.001 * dw
b -= 0.001 * db
