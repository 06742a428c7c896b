def relu_backward(dvalues, z):
    drelu = dvalues.copy()
    drelu[dvalues <= 0] = 0
    return drelu
