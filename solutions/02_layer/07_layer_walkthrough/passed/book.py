import numpy as np

# ---- one sample: what goes back to the inputs
# gradient that comes from the layer behind
dvalues = np.array([[1., 1., 1.]])

# 3 neurons with 4 weights each, so transposed: a row per input
weights = np.array([[0.2, 0.8, -0.5, 1],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T

dx0 = sum([weights[0][0] * dvalues[0][0], weights[0][1] * dvalues[0][1], weights[0][2] * dvalues[0][2]])
dx1 = sum([weights[1][0] * dvalues[0][0], weights[1][1] * dvalues[0][1], weights[1][2] * dvalues[0][2]])
dx2 = sum([weights[2][0] * dvalues[0][0], weights[2][1] * dvalues[0][1], weights[2][2] * dvalues[0][2]])
dx3 = sum([weights[3][0] * dvalues[0][0], weights[3][1] * dvalues[0][1], weights[3][2] * dvalues[0][2]])
dinputs = np.array([dx0, dx1, dx2, dx3])
print(dinputs)

# shorter
dx0 = sum(weights[0] * dvalues[0])
dx1 = sum(weights[1] * dvalues[0])
dx2 = sum(weights[2] * dvalues[0])
dx3 = sum(weights[3] * dvalues[0])
dinputs = np.array([dx0, dx1, dx2, dx3])
print(dinputs)

# shortest
dinputs = np.dot(dvalues[0], weights.T)
print(dinputs)

# ---- now a batch of three
dvalues = np.array([[1., 1., 1.],
                    [2., 2., 2.],
                    [3., 3., 3.]])
dinputs = np.dot(dvalues, weights.T)
print(dinputs)

# ---- weights
inputs = np.array([[1, 2, 3, 2.5],
                   [2., 5., -1., 2],
                   [-1.5, 2.7, 3.3, -0.8]])
dweights = np.dot(inputs.T, dvalues)
print(dweights)

# ---- biases, one row
biases = np.array([[2, 3, 0.5]])
dbiases = np.sum(dvalues, axis=0, keepdims=True)
print(dbiases)

# ---- ReLU
z = np.array([[1, 2, -3, -4],
              [2, -7, -1, 3],
              [-1, 2, 5, -1]])
dvalues = np.array([[1, 2, 3, 4],
                    [5, 6, 7, 8],
                    [9, 10, 11, 12]])
drelu = np.zeros_like(z)
drelu[z > 0] = 1
print(drelu)
drelu *= dvalues
print(drelu)

# the same without the array of ones
drelu = dvalues.copy()
drelu[z <= 0] = 0
print(drelu)

# ---- layer and ReLU together
dvalues = np.array([[1., 1., 1.],
                    [2., 2., 2.],
                    [3., 3., 3.]])
inputs = np.array([[1, 2, 3, 2.5],
                   [2., 5., -1., 2],
                   [-1.5, 2.7, 3.3, -0.8]])
weights = np.array([[0.2, 0.8, -0.5, 1],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T
biases = np.array([[2, 3, 0.5]])

# forward
layer_outputs = np.dot(inputs, weights) + biases
relu_outputs = np.maximum(0, layer_outputs)

# backward
drelu = relu_outputs.copy()
drelu[layer_outputs <= 0] = 0
dinputs = np.dot(drelu, weights.T)
dweights = np.dot(inputs.T, drelu)
dbiases = np.sum(drelu, axis=0, keepdims=True)

# update
weights += -0.001 * dweights
biases += -0.001 * dbiases
print(weights)
print(biases)
