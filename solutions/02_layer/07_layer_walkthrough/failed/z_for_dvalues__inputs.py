import numpy as np

dvalues = np.array([[1.5, -2.0, 3.0], [0.5, 4.0, -2.5]])
weights = np.array([[0.5, -1.0, 2.0], [1.0, 0.5, -1.5], [-0.5, 1.0, 3.0], [2.0, -2.0, 1.5]])
inputs = np.array([[1.0, -2.0, 3.0, 0.5], [2.0, 0.5, -1.0, 1.5]])
z = np.array([[2.0, -1.0, 0.0], [-3.0, 0.5, 1.0]])

drelu = dvalues * (z > 0)
dinputs = z @ weights.T
dweights = inputs.T @ dvalues
dbiases = np.sum(dvalues, axis=0, keepdims=True)
