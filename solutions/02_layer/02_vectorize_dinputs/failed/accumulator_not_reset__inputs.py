def dense_dinputs(dvalues, weights):
    dinputs = []
    for sample in dvalues:
        total, dx = 0.0, []
        for row in weights:
            total += sum(row * sample)
            dx.append(total)
        dinputs.append(dx)
    return dinputs
