def dinputs_single(dvalues, weights):
    dinputs = []
    for row in weights:
        total = 0.0
        for weight, dvalue in zip(row, dvalues):
            total += weight * dvalue
        dinputs.append(total)
    return dinputs
