def dinputs_single(dvalues, weights):
    for i in range(len(weights)):
        weights[i] *= dvalues
    return weights.sum(axis=1)
