def dense_dbiases(dvalues):
    for sample in dvalues:
        dbiases = sample.copy()
    return dbiases
