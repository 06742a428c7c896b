def relu_backward(dvalues, z):
    return dvalues[0] * (z[0] > 0)
