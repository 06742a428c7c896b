def dense_dweights(inputs, dvalues):
    return inputs.sum(axis=0)[:, None] * dvalues.sum(axis=0)
