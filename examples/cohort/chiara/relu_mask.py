import numpy as np

def relu_backward(dvalues, z):
    # il gradiente passa dove z non è negativo
    maschera = z >= 0
    return maschera * dvalues
