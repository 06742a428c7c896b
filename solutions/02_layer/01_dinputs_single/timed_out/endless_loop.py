def dinputs_single(dvalues, weights):
    dinputs = []
    i = 0
    while i < len(weights):
        dinputs = dinputs[:i] + [sum(weights[i] * dvalues)]
    return dinputs
