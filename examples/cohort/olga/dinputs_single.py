import numpy as np


def dinputs_single(dvalues, weights):
    """Suma po neuronach, osobno dla każdego wejścia."""
    wynik = []
    for wiersz in weights:
        wynik.append(float(np.sum(wiersz * dvalues)))
    return wynik
