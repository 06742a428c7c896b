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
z = np.array([[1., 2., -3.],
              [2., -7., -1.],
              [-1., 2., 5.]])

drelu = dvalues * (z > 0)
dinputs = drelu @ weights.T
dweights = inputs.T @ drelu
# the slope with respect to a bias is 1 in every sample
slopes = np.ones(dvalues.shape)
dbiases = slopes.sum(axis=0, keepdims=True)
