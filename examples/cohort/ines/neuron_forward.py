# TP1 - Inès
def neuron_forward(x, w, b):
    z = 0
    for i in range(len(x)):
        z += x[i] * w[i]
    z += b
    y = max(0, z)
    print("z =", z)
    print("y =", y)

neuron_forward([2.0, -1.0, 3.0], [0.5, -2.0, -1.5], 5.5)
