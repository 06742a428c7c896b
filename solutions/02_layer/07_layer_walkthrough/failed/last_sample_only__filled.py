import numpy as np

dvalues = np.array([[1., 1., 1.],
                    [2., 2., 2.],
                    [3., 3., 3.]])
weights = np.array([[0.2, 0.8, -0.5, 1],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T
inputs = np.array([[1, 2, 3, 2.5],
                   [2., 5., -1., 2],
                   [-1.5, 2.7, 3.3, -0.8]])
biases = np.array([[2, 3, 0.5]])

z = np.array([[0.5, -1.2, 2.0],
              [-0.3, 0.8, 1.1],
              [1.9, -2.2, -0.4]])

dinputs = np.zeros((3, 4))
dweights = np.zeros((4, 3))
dbiases = np.zeros((1, 3))
for n in range(3):
    dinputs[n] = np.dot(weights, dvalues[n])
    for i in range(4):
        dweights[i] = inputs[n][i] * dvalues[n]
    dbiases += dvalues[n]
drelu = np.where(z > 0, dvalues, 0)
