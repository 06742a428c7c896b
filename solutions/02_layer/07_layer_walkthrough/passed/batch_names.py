import numpy as np

# single sample
dvalues = np.array([[1., 1., 1.]])
weights = np.array([[0.2, 0.8, -0.5, 1],
                    [0.5, -0.91, 0.26, -0.5],
                    [-0.26, -0.27, 0.17, 0.87]]).T
dinputs = np.dot(dvalues[0], weights.T)
print("dinputs, one sample:", dinputs)

# batch
dvalues_batch = np.array([[1., 1., 1.],
                          [2., 2., 2.],
                          [3., 3., 3.]])
dinputs = np.dot(dvalues_batch, weights.T)
print("dinputs, batch:", dinputs)

inputs = np.array([[1, 2, 3, 2.5],
                   [2., 5., -1., 2],
                   [-1.5, 2.7, 3.3, -0.8]])
dweights = np.dot(inputs.T, dvalues_batch)
dbiases = np.sum(dvalues_batch, axis=0, keepdims=True)

# relu
z = np.array([[1, 2, -3, -4],
              [2, -7, -1, 3],
              [-1, 2, 5, -1]])
dvalues_relu = np.array([[1, 2, 3, 4],
                         [5, 6, 7, 8],
                         [9, 10, 11, 12]])
drelu = dvalues_relu.copy()
drelu[z <= 0] = 0
print("drelu:", drelu)
