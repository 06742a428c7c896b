def neuron_step(x, w, b, dvalue, learning_rate):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    if z < 0:
        return w, b
    w = [wi - learning_rate * dvalue * xi for wi, xi in zip(w, x)]
    b = b - learning_rate * dvalue
    return w, b
