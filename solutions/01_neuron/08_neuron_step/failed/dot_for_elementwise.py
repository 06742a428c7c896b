def neuron_step(x, w, b, dvalue, learning_rate):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dw = sum(drelu_dz * xi for xi in x)
    new_w = [wi - learning_rate * dw for wi in w]
    new_b = b - learning_rate * drelu_dz
    return new_w, new_b
