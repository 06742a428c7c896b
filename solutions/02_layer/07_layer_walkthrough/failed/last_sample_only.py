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

dinputs = dvalues @ weights.T
for n in range(len(inputs)):
    dweights = np.outer(inputs[n], dvalues[n])
dbiases = dvalues.sum(axis=0, keepdims=True)
drelu = dvalues * (z > 0)
