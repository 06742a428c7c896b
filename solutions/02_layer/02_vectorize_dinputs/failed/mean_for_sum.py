def dense_dinputs(dvalues, weights):
    return dvalues @ weights.T / len(dvalues)
