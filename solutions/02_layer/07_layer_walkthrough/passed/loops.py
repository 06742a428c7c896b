# no numpy, just lists

dvalues = [[1.0, 2.0, 3.0], [2.0, -1.0, 0.5]]
weights = [[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]]
inputs = [[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0]]
z = [[1.0, -2.0, 0.0], [-0.5, 3.0, 2.0]]

n_samples = len(inputs)
n_inputs = len(weights)
n_neurons = len(weights[0])

dinputs = [[0.0 for i in range(n_inputs)] for s in range(n_samples)]
for s in range(n_samples):
    for i in range(n_inputs):
        for n in range(n_neurons):
            dinputs[s][i] += weights[i][n] * dvalues[s][n]

dweights = [[0.0] * n_neurons for i in range(n_inputs)]
for s in range(n_samples):
    for i in range(n_inputs):
        for n in range(n_neurons):
            dweights[i][n] += inputs[s][i] * dvalues[s][n]

dbiases = [[0.0] * n_neurons]
for s in range(n_samples):
    for n in range(n_neurons):
        dbiases[0][n] += dvalues[s][n]

drelu = [[0.0] * n_neurons for s in range(n_samples)]
for s in range(n_samples):
    for n in range(n_neurons):
        if z[s][n] > 0:
            drelu[s][n] = dvalues[s][n]

print(dinputs)
print(dweights)
print(dbiases)
print(drelu)
