def step(x, w, b, learning_rate):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = (1. if z > 0 else 0.)
    new_w = [wi - learning_rate * drelu_dz * xi for wi, xi in zip(w, x)]
    new_b = b - learning_rate * drelu_dz
    return new_w, new_b


def neuron_descent(x, w, b, learning_rate, steps):
    outputs = [max(0, sum(xi * wi for xi, wi in zip(x, w)) + b)]
    for i in range(steps):
        new_w, new_b = step(x, w, b, learning_rate)
        outputs.append(max(0, sum(xi * wi for xi, wi in zip(x, new_w)) + new_b))
    return outputs
