def forward(x, w, b):
    return sum(a * c for a, c in zip(x, w)) + b


def step(x, w, b, rate):
    slope = int(forward(x, w, b) > 0)
    return [c - rate * slope * a for a, c in zip(x, w)], b - rate * slope


def neuron_descent(x, w, b, learning_rate, steps):
    y = max(forward(x, w, b), 0)
    if steps == 0:
        return (y,)
    w, b = step(x, w, b, learning_rate)
    return (y, *neuron_descent(x, w, b, learning_rate, steps - 1))
