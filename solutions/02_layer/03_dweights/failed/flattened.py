def dense_dweights(inputs, dvalues):
    dweights = []
    for x in inputs.T:
        for dvalue in dvalues.T:
            dweights.append(sum(x * dvalue))
    return dweights
