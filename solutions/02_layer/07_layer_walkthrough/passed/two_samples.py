import numpy as np

inputs = np.array([[1.0, -2.0, 3.0, 0.5, 2.0],
                   [2.0, 0.5, -1.0, 1.5, -0.5]])
weights = 0.1 * np.array([[1, 2, 3], [4, -5, 6], [7, 8, -9], [-1, 3, 5], [2, -4, 6]])
dvalues = np.array([[0.3, -0.2, 0.1],
                    [0.4, 0.5, -0.6]])

dinputs = np.matmul(dvalues, np.transpose(weights))
dweights = np.matmul(np.transpose(inputs), dvalues)
dbiases = np.matmul(np.ones((1, 2)), dvalues)

z = np.array([[1.5, -0.5, 2.5],
              [-1.0, 0.7, -3.0]])
drelu_dz = (z > 0).astype(float)
drelu = np.multiply(drelu_dz, dvalues)
