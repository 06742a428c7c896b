def dense_dbiases(dvalues):
    total, dbiases = 0.0, []
    for column in dvalues.T:
        for dvalue in column:
            total += dvalue
        dbiases.append(total)
    return [dbiases]
