x = [1.0, -2.0, 3.0]
w = [-3.0, -1.0, 2.0]
b = 1.0
dvalue = 1.0

# worked out on paper
xw0 = -3.0
xw1 = 2.0
xw2 = 6.0
z = 6.0
y = 6.0

drelu_dz = 1.0

dsum_dxw0 = 1.0
dsum_dxw1 = 1.0
dsum_dxw2 = 1.0
dsum_db = 1.0
drelu_dxw0 = 1.0
drelu_dxw1 = 1.0
drelu_dxw2 = 1.0
drelu_db = 1.0

dmul_dx0 = -3.0
dmul_dx1 = -1.0
dmul_dx2 = 2.0
dmul_dw0 = 1.0
dmul_dw1 = -2.0
dmul_dw2 = 3.0

drelu_dx0 = -3.0
drelu_dx1 = -1.0
drelu_dx2 = 2.0
drelu_dw0 = 1.0
drelu_dw1 = -2.0
drelu_dw2 = 3.0

dx = [-3.0, -1.0, 2.0]
dw = [1.0, -2.0, 3.0]
db = 1.0
