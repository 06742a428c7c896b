def neuron_step(x, w, b, dvalue, learning_rate):
    z = sum(xi * wi for xi, wi in zip(x, w)) - b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dw = [drelu_dz * xi for xi in x]
    db = drelu_dz
    new_w = [wi - learning_rate * dwi for wi, dwi in zip(w, dw)]
    new_b = b - learning_rate * db
    return new_w, new_b
