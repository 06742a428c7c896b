def neuron_descent(x, w, b, learning_rate, steps):
    w = list(w)
    outputs = []
    y = max(0, sum(xi * wi for xi, wi in zip(x, w)) + b)
    outputs.append(y)
    for step in range(steps):
        if y == 0:
            break
        w = [wi - learning_rate * xi for wi, xi in zip(w, x)]
        b -= learning_rate
        y = max(0, sum(xi * wi for xi, wi in zip(x, w)) + b)
        outputs.append(y)
    return outputs
