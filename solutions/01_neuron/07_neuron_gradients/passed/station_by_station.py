def relu_back(dvalue, z):
    return dvalue * (1. if z > 0 else 0.)


def sum_back(gradient, n):
    return [gradient * 1] * n, gradient * 1


def product_back(gradients, x, w):
    return (
        tuple(map(lambda g, wi: g * wi, gradients, w)),
        tuple(map(lambda g, xi: g * xi, gradients, x)),
    )


def neuron_gradients(x, w, b, dvalue):
    z = b
    for i in range(len(x)):
        z += x[i] * w[i]
    dxw, db = sum_back(relu_back(dvalue, z), len(x))
    dx, dw = product_back(dxw, x, w)
    return [dx, dw, db]
