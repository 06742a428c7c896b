def gradient(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    return dvalue * (1. if z > 0 else 0.)


def neuron_step(x, w, b, dvalue, learning_rate):
    dz = gradient(x, w, b, dvalue)
    b = b - learning_rate * dz
    dz = gradient(x, w, b, dvalue)
    w = [wi - learning_rate * dz * xi for wi, xi in zip(w, x)]
    return w, b
