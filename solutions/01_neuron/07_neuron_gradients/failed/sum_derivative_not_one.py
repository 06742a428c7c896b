def neuron_gradients(x, w, b, dvalue):
    z = sum(xi * wi for xi, wi in zip(x, w)) + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)
    drelu_dxw = drelu_dz * len(x)
    return [drelu_dxw * wi for wi in w], [drelu_dxw * xi for xi in x], drelu_dz
