def dense_dinputs(dvalues, weights):
    return dvalues[:, 1:] @ weights[:, 1:].T
