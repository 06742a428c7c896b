import numpy as np

dvalues = [[1.0, 2.0, 3.0], [2.0, -1.0, 0.5]]
weights = [[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]]
inputs = [[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0]]
z = [[1.0, -2.0, 0.5], [-0.5, 3.0, 2.0]]

dinputs = np.dot(dvalues, np.transpose(weights))
dweights = np.dot(np.transpose(inputs), dvalues)
dbiases = [dvalues[0][i] + dvalues[1][i] for i in range(3)]
drelu = np.where(np.array(z) > 0, dvalues, 0)
