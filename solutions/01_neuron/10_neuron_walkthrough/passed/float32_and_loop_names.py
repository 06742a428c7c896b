import numpy as np

inputs = [1.0, -2.0, 3.0]
weights = [-3.0, -1.0, 2.0]
bias = 1.0
dvalue = 1.0

inputs = np.array(inputs, dtype=np.float32)
weights = np.array(weights, dtype=np.float32)

products = []
for x, w in zip(inputs, weights):
    products.append(x * w)
xw0, xw1, xw2 = products

z = bias
for product in products:
    z += product
y = max(0.0, z)

drelu_dz = dvalue if z > 0 else 0.0

dsum_dxw0, dsum_dxw1, dsum_dxw2, dsum_db = [1.0] * 4
drelu_dxw0 = drelu_dz * dsum_dxw0
drelu_dxw1 = drelu_dz * dsum_dxw1
drelu_dxw2 = drelu_dz * dsum_dxw2
drelu_db = drelu_dz * dsum_db

dmul_dx0, dmul_dx1, dmul_dx2 = weights
dmul_dw0, dmul_dw1, dmul_dw2 = inputs
drelu_dx0, drelu_dw0 = drelu_dxw0 * dmul_dx0, drelu_dxw0 * dmul_dw0
drelu_dx1, drelu_dw1 = drelu_dxw1 * dmul_dx1, drelu_dxw1 * dmul_dw1
drelu_dx2, drelu_dw2 = drelu_dxw2 * dmul_dx2, drelu_dxw2 * dmul_dw2

dinputs = [drelu_dx0, drelu_dx1, drelu_dx2]
dweights = np.array([drelu_dw0, drelu_dw1, drelu_dw2])
dbias = drelu_db

weights = weights - 0.001 * dweights
bias = bias - 0.001 * dbias
