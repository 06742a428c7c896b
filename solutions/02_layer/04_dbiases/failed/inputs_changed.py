def dense_dbiases(dvalues):
    dbiases = dvalues[0:1]
    for sample in dvalues[1:]:
        dbiases += sample
    return dbiases
