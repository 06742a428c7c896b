def neuron_gradients(x, w, b, dvalue):
    z = x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + b
    drelu_dz = dvalue * (1. if z > 0 else 0.)

    drelu_dx0 = drelu_dz * w[0]
    drelu_dx1 = drelu_dz * w[1]
    drelu_dx2 = drelu_dz * w[2]
    drelu_dw0 = drelu_dz * x[0]
    drelu_dw1 = drelu_dz * x[1]
    drelu_dw2 = drelu_dz * x[2]

    dx = [drelu_dx0, drelu_dx1, drelu_dx2]
    dw = [drelu_dw0, drelu_dw1, drelu_dw2]
    db = drelu_dz
    return dx, dw, db
