import numpy as np


def dense_dweights(inputs, dvalues):
    n_muestras = inputs.shape[0]
    n_entradas = inputs.shape[1]
    n_neuronas = dvalues.shape[1]
    dweights = np.zeros((n_entradas, n_neuronas))
    # un bucle para cada dimensión, es lento pero se entiende
    for n in range(n_muestras):
        for i in range(n_entradas):
            for j in range(n_neuronas):
                dweights[i][j] += inputs[n][i] * dvalues[n][j]
    return dweights
