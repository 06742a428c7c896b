def neuron_descent(x, w, b, learning_rate, steps):
    outputs = []
    for step in range(steps + 1):
        z = sum(xi * wi for xi, wi in zip(x, w)) + b
        outputs.append(max(0, z))
        drelu_dz = 1. if z > 0 else 0.
        dw = [drelu_dz * xi for xi in x]
        w = [wi - learning_rate * dwi for wi, dwi in zip(w, dw)]
        b = b - learning_rate * sum(dw)
    return outputs
