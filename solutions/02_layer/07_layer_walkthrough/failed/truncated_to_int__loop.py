import numpy as np

dvalues = np.array([[1.25, -2.5, 3.75], [0.5, 4.5, -1.75]])
weights = np.array([[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]])
inputs = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0]])
z = np.array([[1, -2, 3], [-4, 5, 6]])

dinputs = dvalues @ weights.T
dweights = inputs.T @ dvalues
dbiases = dvalues.sum(axis=0, keepdims=True)

drelu = np.zeros(z.shape, dtype=int)
for i in range(2):
    for j in range(3):
        if z[i, j] > 0:
            drelu[i, j] = dvalues[i, j]
