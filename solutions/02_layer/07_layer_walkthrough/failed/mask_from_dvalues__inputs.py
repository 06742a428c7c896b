import numpy as np

dvalues = np.array([[0.5, -1.5, 2.0], [1.0, 3.0, -0.5], [-2.5, 0.7, 1.2]])
weights = np.array([[0.2, 0.8, -0.5], [0.5, -0.9, 0.3], [-0.3, 0.6, 0.9], [1.0, -0.5, 0.4]])
inputs = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])
biases = np.array([[2.0, 3.0, 0.5]])
z = np.array([[1.0, -0.7, 0.4], [-2.0, 0.9, 1.6], [0.8, -1.1, -0.3]])

dinputs = np.where(dvalues > 0, dvalues, 0) @ weights.T
dweights = inputs.T @ dvalues
dbiases = dvalues.sum(axis=0, keepdims=True)
drelu = dvalues * (z > 0)
