def dinputs_single(dvalues, weights):
    return weights * dvalues
