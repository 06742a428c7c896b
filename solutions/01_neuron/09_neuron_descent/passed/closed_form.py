def neuron_descent(x, w, b, learning_rate, steps):
    # while the neuron is active, every step lowers z by the same amount
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    fall = learning_rate * (sum(xi ** 2 for xi in x) + 1)
    return [max(z - k * fall, 0) for k in range(steps + 1)]
