def back_through_relu(gradient, z):
    return gradient if z > 0 else 0


def back_through_sum(gradient):
    return gradient


def back_through_product(gradient, other_factor):
    return gradient * other_factor


def compute_drelu_dx0(x, w, b, dvalue):
    z = b
    for pair in zip(x, w):
        z = z + pair[0] * pair[1]
    gradient = back_through_relu(dvalue, z)
    gradient = back_through_sum(gradient)
    return back_through_product(gradient, w[0])
