def neuron_descent(x, w, b, learning_rate, steps):
    outputs = []
    w = list(w)
    for step in range(steps + 1):
        z = sum(xi * wi for xi, wi in zip(x, w)) + b
        outputs.append(max(0, z))
        drelu_dz = 1. if z > 0 else 0.
        for i in range(len(w)):
            w[i] -= learning_rate * drelu_dz * x[i]
            b -= learning_rate * drelu_dz
    return outputs
