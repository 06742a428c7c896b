def dinputs_single(dvalues, weights):
    return (weights * dvalues).sum(axis=1) / len(dvalues)
