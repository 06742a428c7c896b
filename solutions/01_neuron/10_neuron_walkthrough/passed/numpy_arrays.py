import numpy as np

x = np.array([1.0, -2.0, 3.0])
w = np.array([-3.0, -1.0, 2.0])
b = 1.0
dvalue = 1.0
learning_rate = 1e-3

xw0, xw1, xw2 = x * w
z = np.dot(x, w) + b
y = np.maximum(0, z)

drelu_dz = dvalue * np.where(z > 0, 1.0, 0.0)

dsum_dxw0, dsum_dxw1, dsum_dxw2 = np.ones(3)
dsum_db = np.ones(())
drelu_dxw0, drelu_dxw1, drelu_dxw2 = drelu_dz * np.array([dsum_dxw0, dsum_dxw1, dsum_dxw2])
drelu_db = drelu_dz * dsum_db

dmul_dx0, dmul_dx1, dmul_dx2 = w
dmul_dw0, dmul_dw1, dmul_dw2 = x

drelu_dx0 = drelu_dxw0 * dmul_dx0
drelu_dx1 = drelu_dxw1 * dmul_dx1
drelu_dx2 = drelu_dxw2 * dmul_dx2
drelu_dw0 = drelu_dxw0 * dmul_dw0
drelu_dw1 = drelu_dxw1 * dmul_dw1
drelu_dw2 = drelu_dxw2 * dmul_dw2

dx = np.array([drelu_dx0, drelu_dx1, drelu_dx2])
dw = np.array([drelu_dw0, drelu_dw1, drelu_dw2])
db = drelu_db
assert np.allclose(dx, drelu_dz * w)
assert np.allclose(dw, drelu_dz * x)

w -= learning_rate * dw
b -= learning_rate * db
print("after:", w, b, "output", np.maximum(0, x @ w + b))
