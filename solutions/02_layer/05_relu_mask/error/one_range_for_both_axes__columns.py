import numpy as np


def relu_backward(dvalues, z):
    dz = np.zeros(z.shape)
    size = z.shape[1]
    for n in range(size):
        for j in range(size):
            if z[n, j] > 0:
                dz[n, j] = dvalues[n, j]
    return dz
