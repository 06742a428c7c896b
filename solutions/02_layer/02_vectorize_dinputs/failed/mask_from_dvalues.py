def dense_dinputs(dvalues, weights):
    return (dvalues * (dvalues > 0)) @ weights.T
