import numpy as np


def dense_dinputs(dvalues, weights):
    """Gradient of the inputs of a dense layer.

    (n_samples, n_neurons) x (n_neurons, n_inputs) -> (n_samples, n_inputs)
    """
    return np.dot(dvalues, weights.T)


if __name__ == "__main__":
    dvalues = np.array([[2.0, -1.0, 3.0], [0.5, 4.0, -2.0]])
    weights = np.array([[1.0, 0.5, -1.0], [-2.0, 1.5, 0.5], [0.5, -1.0, 2.0], [3.0, -0.5, 1.0]])
    print(dense_dinputs(dvalues, weights))
