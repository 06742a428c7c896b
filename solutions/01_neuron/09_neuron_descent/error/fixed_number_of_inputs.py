def neuron_descent(x, w, b, learning_rate, steps):
    outputs = []
    for step in range(steps + 1):
        z = x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b
        outputs.append(max(0, z))
        drelu_dz = 1. if z > 0 else 0.
        w = [wi - learning_rate * drelu_dz * xi for wi, xi in zip(w, x)]
        b = b - learning_rate * drelu_dz
    return outputs
