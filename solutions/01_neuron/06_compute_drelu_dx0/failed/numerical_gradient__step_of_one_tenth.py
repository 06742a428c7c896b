def compute_drelu_dx0(x, w, b, dvalue):
    def output(value):
        moved = list(x)
        moved[0] = value
        return max(0, sum(p * q for p, q in zip(w, moved)) + b)

    h = 0.1
    return dvalue * (output(x[0] + h) - output(x[0])) / h
