import numpy as np

dValues = np.array([[1., 1., 1.], [2., 2., 2.], [3., 3., 3.]])
Weights = np.array([[0.2, 0.8, -0.5, 1], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]]).T
Inputs = np.array([[1, 2, 3, 2.5], [2., 5., -1., 2], [-1.5, 2.7, 3.3, -0.8]])
layerOutputs = np.array([[4.8, 1.21, -2.385], [8.9, -1.81, 0.2], [1.41, 1.051, 0.026]])

dInputs = np.dot(dValues, Weights.T)
dWeights = np.dot(Inputs.T, dValues)
dBiases = np.sum(dValues, axis=0, keepdims=True)
dReLU = (layerOutputs > 0) * dValues

print(dInputs, dWeights, dBiases, dReLU)
