def relu_backward(dvalues, z):
    drelu = dvalues
    drelu[z <= 0] = 0
    return drelu
