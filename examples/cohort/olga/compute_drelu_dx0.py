from functools import reduce


def compute_drelu_dx0(x, w, b, dvalue):
    """Gradient pierwszego wejścia."""
    z = reduce(lambda suma, para: suma + para[0] * para[1], zip(x, w), b)
    aktywny = z > 0
    return dvalue * aktywny * w[0]
