import numpy as np

def dense_dweights(inputs, dvalues):
    # gli ingressi per il gradiente che arriva
    gradiente = np.dot(inputs, dvalues)
    return gradiente
