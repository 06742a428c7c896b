def forward(x, w, b):
    z = b
    i = 0
    while i < len(x):
        z += x[i] * w[i]
        i += 1
    return z


def compute_drelu_dw1(x, w, b, dvalue):
    if forward(x, w, b) <= 0:
        return 0
    return x[1] * dvalue
