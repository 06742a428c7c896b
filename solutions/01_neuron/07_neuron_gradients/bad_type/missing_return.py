def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    if z > 0:
        dx = [dvalue * wi for wi in w]
        dw = [dvalue * xi for xi in x]
        return dx, dw, dvalue
