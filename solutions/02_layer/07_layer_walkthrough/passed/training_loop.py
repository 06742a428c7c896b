import numpy as np

inputs = np.array([[1, 2, 3, 2.5],
                   [2., 5., -1., 2],
                   [-1.5, 2.7, 3.3, -0.8]])
weights = np.array([[0.2, 0.8, -0.5, 1],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T
biases = np.array([[2, 3, 0.5]])
dvalues = np.array([[1., 1., 1.],
                    [2., 2., 2.],
                    [3., 3., 3.]])
VERBOSE = False

if __name__ == '__main__':
    for step in range(5):
        # forward
        z = np.dot(inputs, weights) + biases
        output = np.maximum(0, z)
        # backward
        drelu = dvalues.copy()
        drelu[z <= 0] = 0
        dinputs = np.dot(drelu, weights.T)
        dweights = np.dot(inputs.T, drelu)
        dbiases = np.sum(drelu, axis=0, keepdims=True)
        # update
        weights = weights - 0.001 * dweights
        biases = biases - 0.001 * dbiases
        if VERBOSE:
            print(step, output.sum())
    print(weights)
