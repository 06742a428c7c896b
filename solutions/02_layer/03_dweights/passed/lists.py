def dense_dweights(inputs, dvalues):
    inputs, dvalues = inputs.tolist(), dvalues.tolist()
    columns_in = list(zip(*inputs))
    columns_out = list(zip(*dvalues))
    return [
        [sum(x * d for x, d in zip(column, grads)) for grads in columns_out]
        for column in columns_in
    ]
