dvalues = [[1.0, 2.0, 3.0], [2.0, -1.0, 0.5], [0.5, 1.5, -2.0]]
weights = [[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]]
inputs = [[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]]
z = [[1.0, -2.0, 0.0], [-0.5, 3.0, 2.0], [4.0, -1.0, 2.0]]

dinputs = []
for gradient_row in dvalues:
    row = []
    for weight_row in weights:
        total = 0
        for w_i, g_i in zip(weight_row, gradient_row):
            total += w_i * g_i
        row.append(total)
    dinputs.append(row)

dweights = []
for i in range(4):
    row = []
    for n in range(3):
        row.append(sum(inputs[s][i] * dvalues[s][n] for s in range(3)))
    dweights.append(row)

dbiases = [[sum(column) for column in zip(*dvalues)]]

drelu = []
for z_row, d_row in zip(z, dvalues):
    drelu.append([d_i if z_i > 0 else 0 for z_i, d_i in zip(z_row, d_row)])

print(dinputs, dweights, dbiases, drelu, sep='\n')
