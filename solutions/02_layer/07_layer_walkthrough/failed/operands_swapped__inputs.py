import numpy as np

dvalues = np.array([[0.3, -0.2, 0.1], [0.4, 0.5, -0.6]])
weights = np.array([[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]])
inputs = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0]])
z = np.array([[1.5, -0.5, 2.5], [-1.0, 0.7, -3.0]])

dinputs = weights @ dvalues.T
dweights = np.einsum('ni,nj->ij', inputs, dvalues)
dbiases = np.ones((1, 2)) @ dvalues
drelu = np.where(z > 0, dvalues, 0)
