def compute_drelu_dw1(x, w, b, dvalue):
    def output(value):
        moved = list(w)
        moved[1] = value
        return max(0, sum(p * q for p, q in zip(x, moved)) + b)

    h = 0.01
    return dvalue * (output(w[1] + h) - output(w[1])) / h
