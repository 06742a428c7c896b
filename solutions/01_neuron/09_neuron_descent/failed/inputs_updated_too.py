def neuron_descent(x, w, b, learning_rate, steps):
    outputs = []
    for step in range(steps):
        z = sum(xi * wi for xi, wi in zip(x, w)) + b
        outputs.append(max(0, z))
        drelu_dz = (1. if z > 0 else 0.)
        dx = [drelu_dz * wi for wi in w]
        dw = [drelu_dz * xi for xi in x]
        db = drelu_dz
        x = [xi - learning_rate * dxi for xi, dxi in zip(x, dx)]
        w = [wi - learning_rate * dwi for wi, dwi in zip(w, dw)]
        b = b - learning_rate * db
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    outputs.append(max(0, z))
    return outputs
