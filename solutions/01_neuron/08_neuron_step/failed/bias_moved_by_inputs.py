def neuron_step(x, w, b, dvalue, learning_rate):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    dw = [drelu_dz * xi for xi in x]
    db = sum(dw)
    return [wi - learning_rate * dwi for wi, dwi in zip(w, dw)], b - learning_rate * db
