import numpy as np

# dvalues for the layer
dvalues = np.array([[1., 1., 1.],
                    [2., 2., 2.],
                    [3., 3., 3.]])
weights = np.array([[0.2, 0.8, -0.5, 1],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T
inputs = np.array([[1, 2, 3, 2.5],
                   [2., 5., -1., 2],
                   [-1.5, 2.7, 3.3, -0.8]])
dinputs = dvalues.dot(weights.T)
dweights = inputs.T.dot(dvalues)
dbiases = dvalues.sum(0, keepdims=True)

# dvalues for the relu, other shape; z is int and the gradient is not
z = np.array([[1, 2, -3, -4, 6],
              [2, -7, -1, 3, -2]])
dvalues = np.array([[0.1, -0.2, 0.3, 0.4, 0.5],
                    [0.5, 0.6, -0.7, -0.8, 0.9]])
drelu = np.where(z > 0, dvalues, 0)
print(drelu)
