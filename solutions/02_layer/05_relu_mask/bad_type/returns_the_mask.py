def relu_backward(dvalues, z):
    return z > 0
