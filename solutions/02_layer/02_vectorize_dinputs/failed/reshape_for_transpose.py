def dense_dinputs(dvalues, weights):
    return dvalues @ weights.reshape(weights.shape[::-1])
