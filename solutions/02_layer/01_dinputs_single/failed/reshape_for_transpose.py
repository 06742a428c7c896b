def dinputs_single(dvalues, weights):
    return dvalues @ weights.reshape(weights.shape[::-1])
