def relu_backward(dvalues, z):
    return dvalues * (z < 0)
