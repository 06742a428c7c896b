def neuron_step(x, w, b, dvalue, learning_rate):
    new_w = []
    for i in range(len(w)):
        new_w.append(w[i] - learning_rate * dvalue * x[i])
    new_b = b - learning_rate * dvalue
    return new_w, new_b
