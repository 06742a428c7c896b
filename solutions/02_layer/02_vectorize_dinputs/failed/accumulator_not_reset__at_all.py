def dense_dinputs(dvalues, weights):
    total, dinputs = 0.0, []
    for sample in dvalues:
        dx = []
        for row in weights:
            total += sum(row * sample)
            dx.append(total)
        dinputs.append(dx)
    return dinputs
