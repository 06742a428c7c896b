# One neuron with three inputs and ReLU. These four are given;
# other values will stand here when your script is graded.
x = [2.0, -1.0, 3.0]
w = [0.5, -2.0, -1.5]
b = 5.5
dvalue = 5.0

# Now assign: xw0 xw1 xw2, z, y, drelu_dz, dsum_dxw0 ... dsum_db, drelu_dxw0 ... drelu_db,
# dmul_dx0 ... dmul_dw2, drelu_dx0 ... drelu_dw2, dx, dw, db, and, if you like, the new w and b.
# Your code here.
raise NotImplementedError
