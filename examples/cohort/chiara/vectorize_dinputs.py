import numpy as np

def dense_dinputs(dvalues, weights):
    # una riga per campione, una colonna per ingresso
    return np.array([[sum(g * p for g, p in zip(riga, pesi)) for pesi in weights] for riga in dvalues])
