def is_active(x, w, b):
    total = b
    for a, c in zip(x, w):
        total += a * c
    return total > 0


def neuron_step(x, w, b, dvalue, learning_rate):
    w = w[:]
    if not is_active(x, w, b):
        return w, b
    for i in range(len(w)):
        w[i] -= learning_rate * dvalue * x[i]
    b -= learning_rate * dvalue
    return tuple(w), b
