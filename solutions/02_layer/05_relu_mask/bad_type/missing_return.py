def relu_backward(dvalues, z):
    drelu = dvalues.copy()
    drelu[z <= 0] = 0
    print(drelu)
