def neuron_step(x, w, b, dvalue, learning_rate):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    if z > 0:
        new_w = [wi - learning_rate * dvalue * xi for wi, xi in zip(w, x)]
        new_b = b - learning_rate * dvalue
        return new_w, new_b
