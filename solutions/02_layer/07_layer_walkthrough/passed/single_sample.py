import numpy as np

dvalues = np.array([[1., 1., 1.]])
weights = np.array([[0.2, 0.8, -0.5, 1],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T
inputs = np.array([[1, 2, 3, 2.5]])
biases = np.array([[2, 3, 0.5]])
z = np.array([[4.8, -1.21, 2.385]])

dinputs = np.dot(dvalues[0], weights.T)      # shape (4,)
dweights = np.outer(inputs[0], dvalues[0])
dbiases = dvalues[0].copy()
drelu = np.where(z[0] > 0, dvalues[0], 0)
print(dinputs, dweights, dbiases, drelu)
