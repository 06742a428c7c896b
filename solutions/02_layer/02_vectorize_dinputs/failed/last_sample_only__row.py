def dense_dinputs(dvalues, weights):
    for sample in dvalues:
        dinputs = [[sum(row * sample) for row in weights]]
    return dinputs
