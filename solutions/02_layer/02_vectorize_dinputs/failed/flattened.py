def dense_dinputs(dvalues, weights):
    dinputs = []
    for sample in dvalues:
        for row in weights:
            dinputs.append(sum(row * sample))
    return dinputs
