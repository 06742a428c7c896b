def dense_dweights(inputs, dvalues):
    return inputs * dvalues
