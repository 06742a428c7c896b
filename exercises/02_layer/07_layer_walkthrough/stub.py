import numpy as np

# Three samples, four inputs, three neurons. The grader replaces these numbers by others.
dvalues = np.array([[1.5, -2.0, 3.0], [0.5, 4.0, -2.5], [-1.0, 2.5, 2.0]])
weights = np.array([[0.5, -1.0, 2.0], [1.0, 0.5, -1.5], [-0.5, 1.0, 3.0], [2.0, -2.0, 1.5]])
inputs = np.array([[1.0, -2.0, 3.0, 0.5], [2.0, 0.5, -1.0, 1.5], [-1.5, 2.5, 0.5, -3.0]])
biases = np.array([[2.0, 3.0, 0.5]])
z = np.array([[2.0, -1.0, 0.0], [-3.0, 0.5, 1.0], [1.5, -0.5, 4.0]])

# Your code here.
raise NotImplementedError
