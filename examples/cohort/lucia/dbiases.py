import numpy as np


def dense_dbiases(dvalues):
    # promedio de todas las muestras del lote
    muestras = dvalues.shape[0]
    return np.sum(dvalues, axis=0, keepdims=True) / muestras
