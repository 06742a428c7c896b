def dense_dinputs(dvalues, weights):
    dinputs = []
    for sample in dvalues:
        dinputs.append([float(sum(row * sample)) for row in weights])
    return dinputs
