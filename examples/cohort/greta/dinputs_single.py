import numpy as np


def dinputs_single(dvalues, weights):
    """Gradient der Eingaben für ein einzelnes Sample.

    Gerechnet wird in float32, so wie später auf der Grafikkarte.
    """
    gewichte = weights.astype(np.float32)
    gradient = dvalues.astype(np.float32)
    return gewichte @ gradient
