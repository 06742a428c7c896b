import numpy as np

def dense_dbiases(dvalues):
    # somma su tutti i campioni (righe)
    return dvalues.sum(axis=0)
