def neuron_step(x, w, b, dvalue, learning_rate):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    new_w = []
    for wi, xi in zip(w, x):
        new_w.append(wi - learning_rate * drelu_dz * xi)
        b -= learning_rate * drelu_dz
    return new_w, b
