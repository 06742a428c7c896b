def neuron_step(x, w, b, dvalue, learning_rate):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    w = list(w)
    for i in range(len(w) - 1):
        w[i] -= learning_rate * drelu_dz * x[i]
    b -= learning_rate * drelu_dz
    return w, b
