def dense_dbiases(dvalues):
    dbiases = [0.0] * len(dvalues[0])
    for sample in dvalues:
        for j, dvalue in enumerate(sample):
            dbiases[j] += dvalue
    return [dbiases]
