import numpy as np


def dense_dbiases(dvalues):
    """Summe über die Samples, Form (1, n_neurons)."""
    anzahl_samples, anzahl_neuronen = dvalues.shape
    summe = np.zeros((1, anzahl_neuronen), dtype=np.float32)
    for zeile in dvalues:
        summe += zeile.astype(np.float32)
    return summe
