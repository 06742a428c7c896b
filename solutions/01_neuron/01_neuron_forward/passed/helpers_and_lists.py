relu = lambda value: value if value > 0 else 0


def weighted(x, w):
    return [a * b for a, b in zip(x, w)]


def neuron_forward(x, w, b):
    z = sum(weighted(x, w), b)
    return [z, relu(z)]
