def drelu_dz(dvalue, z):
    """Pass a gradient back through ReLU.

    dvalue: float, the gradient from the next layer
    z: float, what went into ReLU

    Returns one number: dvalue times the slope of ReLU at z (0 where z is 0).
    """
    ### BEGIN SOLUTION
    slope = 1.0 if z > 0 else 0.0
    return dvalue * slope
    ### END SOLUTION
