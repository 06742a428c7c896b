import numpy as np


def backward(dvalues, weights, inputs, z):
    dinputs = dvalues @ weights.T
    dweights = inputs.T @ dvalues
    dbiases = np.sum(dvalues, axis=0, keepdims=True)
    drelu = dvalues.copy()
    drelu[z <= 0] = 0
    return dinputs, dweights, dbiases, drelu


dvalues = np.array([[1., 1., 1.], [2., 2., 2.], [3., 3., 3.]])
weights = np.array([[0.2, 0.8, -0.5, 1], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]]).T
inputs = np.array([[1, 2, 3, 2.5], [2., 5., -1., 2], [-1.5, 2.7, 3.3, -0.8]])
z = np.array([[0.5, -1.0, 2.0], [-2.5, 3.0, 1.0], [1.0, 0.0, -4.0]])

dinputs, dweights, dbiases, drelu = backward(dvalues, weights, inputs, z)
print(dinputs)
print(dweights)
print(dbiases)
print(drelu)
