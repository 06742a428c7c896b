def gradient(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    return dvalue * (1. if z > 0 else 0.)


def neuron_step(x, w, b, dvalue, learning_rate):
    w = list(w)
    for i in range(len(w)):
        w[i] = w[i] - learning_rate * gradient(x, w, b, dvalue) * x[i]
    b = b - learning_rate * gradient(x, w, b, dvalue)
    return w, b
