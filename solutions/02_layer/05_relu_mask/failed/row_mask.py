def relu_backward(dvalues, z):
    return [d * float(row.sum() > 0) for d, row in zip(dvalues, z)]
