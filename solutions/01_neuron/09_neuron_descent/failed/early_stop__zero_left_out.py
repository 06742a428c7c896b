def neuron_descent(x, w, b, learning_rate, steps):
    outputs = []
    for step in range(steps + 1):
        z = sum(xi * wi for xi, wi in zip(x, w)) + b
        if z <= 0:
            break
        outputs.append(z)
        w = [wi - learning_rate * xi for wi, xi in zip(w, x)]
        b -= learning_rate
    return outputs
