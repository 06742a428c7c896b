import numpy as np

# 3 samples, 3 inputs, 3 neurons
dvalues = np.array([[1., 2., 3.], [4., -5., 6.], [-7., 8., 9.]])
weights = np.array([[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17]])
inputs = np.array([[1.0, 2.0, 3.0], [2.0, 5.0, -1.0], [-1.5, 2.7, 3.3]])
z = np.array([[0.5, -1.2, 2.0],
              [-0.3, 0.8, 1.1],
              [1.9, -2.2, -0.4]])

dinputs = np.dot(dvalues.T, weights)
dweights = np.dot(inputs.T, dvalues)
dbiases = np.sum(dvalues, axis=0, keepdims=True)
drelu = dvalues.copy()
drelu[z <= 0] = 0

print(dinputs)
print(dweights)
print(dbiases)
print(drelu)
