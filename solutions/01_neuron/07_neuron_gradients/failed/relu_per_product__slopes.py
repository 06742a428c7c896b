def neuron_gradients(x, w, b, dvalue):
    # a z, and so a slope of ReLU, for every input
    slopes = [1. if xi * wi + b > 0 else 0. for xi, wi in zip(x, w)]
    dz = [dvalue * slope for slope in slopes]
    dx = [d * wi for d, wi in zip(dz, w)]
    dw = [d * xi for d, xi in zip(dz, x)]
    return dx, dw, sum(dz)
