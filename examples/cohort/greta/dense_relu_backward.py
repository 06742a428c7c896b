import numpy as np

# n = Sample, i = Eingabe, j = Neuron


def maske(z):
    return (z > 0).astype(np.float64)


def dense_relu_backward(inputs, weights, biases, dvalues):
    """Rückwärts durch ReLU und Schicht, alles mit einsum."""
    z = np.einsum("ni,ij->nj", inputs, weights) + biases
    drelu = dvalues * maske(z)
    return (
        np.einsum("nj,ij->ni", drelu, weights),
        np.einsum("ni,nj->ij", inputs, drelu),
        np.einsum("nj->j", drelu)[np.newaxis, :],
    )
