# Exercício 1 - Bruno
def neuron_forward(x, w, b):
    z = 0
    for i in range(len(x)):
        print("entrada", i, "=", x[i], "peso =", w[i])
        z = z + x[i] * w[i]
    z = z + b
    print("z =", z)
    # agora a ReLU
    if z > 0:
        y = z
    else:
        y = 0
    print("y =", y)
    return z, y


print(neuron_forward([2.0, -1.0, 3.0], [0.5, -2.0, -1.5], 5.5))   # tem que dar (4.0, 4.0)
