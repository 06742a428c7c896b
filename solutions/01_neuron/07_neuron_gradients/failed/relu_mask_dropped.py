def neuron_gradients(x, w, b, dvalue):
    dx = []
    dw = []
    for i in range(len(x)):
        dx.append(dvalue * w[i])
        dw.append(dvalue * x[i])
    db = dvalue
    return dx, dw, db
