import numpy as np

dvalues = np.array([[1., 1., 1.]])
weights = np.array([[0.2, 0.8, -0.5, 1],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T
inputs = np.array([[1, 2, 3, 2.5]])
z = np.array([[0.5, -1.2, 2.0]])

# dvalues is all ones, so it can be left away
dx0 = sum(weights[0])
dx1 = sum(weights[1])
dx2 = sum(weights[2])
dx3 = sum(weights[3])
dinputs = np.array([[dx0, dx1, dx2, dx3]])
dweights = np.dot(inputs.T, dvalues)
dbiases = np.sum(dvalues, axis=0, keepdims=True)
drelu = dvalues * (z > 0)

print(dinputs)
print(dweights)
print(dbiases)
print(drelu)
