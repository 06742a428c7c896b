# One neuron with three inputs and ReLU. These four are given;
# other values will stand here when your script is graded.
x = [2.0, -1.0, 3.0]
w = [0.5, -2.0, -1.5]
b = 5.5
dvalue = 5.0

# Now assign: xw0 xw1 xw2, z, y, drelu_dz, dsum_dxw0 ... dsum_db, drelu_dxw0 ... drelu_db,
# dmul_dx0 ... dmul_dw2, drelu_dx0 ... drelu_dw2, dx, dw, db, and, if you like, the new w and b.
### BEGIN SOLUTION
# forward
xw0 = x[0] * w[0]
xw1 = x[1] * w[1]
xw2 = x[2] * w[2]
z = xw0 + xw1 + xw2 + b
y = max(z, 0.0)

# back through ReLU
drelu_dz = dvalue * (1.0 if z > 0 else 0.0)

# back through the sum
dsum_dxw0 = 1.0
dsum_dxw1 = 1.0
dsum_dxw2 = 1.0
dsum_db = 1.0
drelu_dxw0 = drelu_dz * dsum_dxw0
drelu_dxw1 = drelu_dz * dsum_dxw1
drelu_dxw2 = drelu_dz * dsum_dxw2
drelu_db = drelu_dz * dsum_db

# back through the products
dmul_dx0 = w[0]
dmul_dx1 = w[1]
dmul_dx2 = w[2]
dmul_dw0 = x[0]
dmul_dw1 = x[1]
dmul_dw2 = x[2]
drelu_dx0 = drelu_dxw0 * dmul_dx0
drelu_dx1 = drelu_dxw1 * dmul_dx1
drelu_dx2 = drelu_dxw2 * dmul_dx2
drelu_dw0 = drelu_dxw0 * dmul_dw0
drelu_dw1 = drelu_dxw1 * dmul_dw1
drelu_dw2 = drelu_dxw2 * dmul_dw2

# the gradients of the neuron
dx = [drelu_dx0, drelu_dx1, drelu_dx2]
dw = [drelu_dw0, drelu_dw1, drelu_dw2]
db = drelu_db

# one step down
w = [w[0] - 0.01 * dw[0], w[1] - 0.01 * dw[1], w[2] - 0.01 * dw[2]]
b = b - 0.01 * db
### END SOLUTION
