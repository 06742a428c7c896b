import numpy as np

# one sample only, plain vectors
dvalues = np.array([1.0, 2.0, 3.0])
weights = np.array([[0.2, 0.5, -0.26],
                    [0.8, -0.91, -0.27],
                    [-0.5, 0.26, 0.17],
                    [1.0, -0.5, 0.87]])
inputs = np.array([1.0, 2.0, 3.0, 2.5])
z = np.array([4.8, -1.21, 2.385])

dinputs = weights @ dvalues
dweights = inputs.reshape(-1, 1) * dvalues
dbiases = dvalues.reshape(1, -1)
drelu = dvalues * (z > 0)
