import numpy as np

dvalues = np.array([[1., 1., 1.], [2., 2., 2.], [3., 3., 3.], [4., 4., 4.]])
weights = np.array([[0.2, 0.8, -0.5, 1, 0.3], [0.5, -0.91, 0.26, -0.5, 1.2], [-0.26, -0.27, 0.17, 0.87, -0.4]]).T
inputs = np.array([[1, 2, 3, 2.5, 0], [2., 5., -1., 2, 1], [-1.5, 2.7, 3.3, -0.8, 2], [0.4, 1, 1, -2, 3]])

dinputs = np.zeros(inputs.shape)
dweights = np.zeros(weights.shape)
dbiases = np.zeros((1, 3))
for n in range(len(inputs)):
    dinputs[n] = np.dot(weights, dvalues[n])
    dweights += np.outer(inputs[n], dvalues[n])
    dbiases[0] += dvalues[n]

# relu: int numbers, so a float array on purpose
z = np.array([[1, 2, -3, -4],
              [2, -7, -1, 3],
              [-1, 2, 5, -1]])
dvalues = np.array([[0.5, 2, 3, 4], [5, 6.5, 7, 8], [9, 10, 11.5, 12]])
drelu = np.zeros_like(z, dtype=float)
drelu[z > 0] = 1
drelu *= dvalues
