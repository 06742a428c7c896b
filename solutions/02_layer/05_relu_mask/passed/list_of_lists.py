def slope(value):
    return 1.0 if value > 0 else 0.0


def relu_backward(dvalues, z):
    return [
        [dvalue * slope(value) for dvalue, value in zip(dvalue_row, row)]
        for dvalue_row, row in zip(dvalues, z)
    ]
