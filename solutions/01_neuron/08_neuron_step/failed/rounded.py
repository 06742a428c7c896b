def neuron_step(x, w, b, dvalue, learning_rate):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    w = [round(wi - learning_rate * drelu_dz * xi, 2) for wi, xi in zip(w, x)]
    return w, round(b - learning_rate * drelu_dz, 2)
