def dense_dbiases(dvalues):
    return [sum(sum(dvalues))]
