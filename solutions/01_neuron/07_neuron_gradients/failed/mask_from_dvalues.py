def neuron_gradients(x, w, b, dvalue):
    drelu = dvalue
    if dvalue <= 0:
        drelu = 0
    dx = [drelu * wi for wi in w]
    dw = [drelu * xi for xi in x]
    db = drelu
    return dx, dw, db
