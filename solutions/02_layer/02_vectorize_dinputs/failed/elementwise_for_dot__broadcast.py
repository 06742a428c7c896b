def dense_dinputs(dvalues, weights):
    return dvalues[:, None, :] * weights
