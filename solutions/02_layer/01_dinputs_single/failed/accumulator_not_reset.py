def dinputs_single(dvalues, weights):
    dinputs = []
    total = 0.0
    for row in weights:
        for weight, dvalue in zip(row, dvalues):
            total += weight * dvalue
        dinputs.append(total)
    return dinputs
