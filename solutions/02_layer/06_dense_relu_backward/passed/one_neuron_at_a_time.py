def dense_relu_backward(inputs, weights, biases, dvalues):
    n_inputs, n_neurons = len(weights), len(weights[0])
    dinputs = [[0.0] * n_inputs for _ in inputs]
    dweights = [[0.0] * n_neurons for _ in range(n_inputs)]
    dbiases = [[0.0] * n_neurons]
    for n, x in enumerate(inputs):
        for j in range(n_neurons):
            z = sum(x[i] * weights[i][j] for i in range(n_inputs)) + biases[0][j]
            if z <= 0:
                continue
            drelu_dz = dvalues[n][j]
            dbiases[0][j] += drelu_dz
            for i in range(n_inputs):
                dinputs[n][i] += drelu_dz * weights[i][j]
                dweights[i][j] += drelu_dz * x[i]
    return dinputs, dweights, dbiases
