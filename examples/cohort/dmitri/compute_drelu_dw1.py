# задание 5
def weighted_sum(x, w, b):
    total = b
    for xi, wi in zip(x, w):
        total += xi * wi
    return totol


def compute_drelu_dw1(x, w, b, dvalue):
    z = weighted_sum(x, w, b)
    # производная ReLU
    drelu = 1.0 if z > 0 else 0.0
    # цепное правило: dvalue * ReLU'(z) * 1 * x1
    return dvalue * drelu * 1.0 * x[1]
