def dense_dinputs(dvalues, weights):
    return (weights @ dvalues.T).T
