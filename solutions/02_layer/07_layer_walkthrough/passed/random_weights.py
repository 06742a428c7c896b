import numpy as np
np.random.seed(0)

n_neurons = 3
dvalues = np.random.randn(5, n_neurons)
weights = np.random.randn(3, 4).T
inputs = np.random.randn(5, 4)
biases = np.zeros((1, 3))
z = np.random.uniform(-1, 1, size=(5, 3))

dinputs = np.dot(dvalues, weights.T)
dweights = np.dot(inputs.T, dvalues)
dbiases = np.sum(dvalues, axis=0, keepdims=True)
drelu = dvalues * np.where(z > 0, 1, 0)

print(dinputs.shape, dweights.shape, dbiases.shape, drelu.shape)
