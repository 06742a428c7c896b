import numpy as np

X = np.array([[1.0, 2.0], [3.0, -4.0], [5.0, 6.0], [-7.0, 8.0]])
W = np.array([[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]])
B = np.array([[0.5, -1.0, 1.5]])
dout = np.array([[1.0, 2.0, 3.0], [-1.0, 0.5, 2.0], [0.3, -0.3, 4.0], [1.0, -2.0, 0.1]])

Z = X @ W + B
drelu_dvalues = dout * (Z > 0)

# chained: the layer gets what the relu lets through
dX = drelu_dvalues @ W.T
dW = X.T @ drelu_dvalues
dB = drelu_dvalues.sum(axis=0, keepdims=True)
