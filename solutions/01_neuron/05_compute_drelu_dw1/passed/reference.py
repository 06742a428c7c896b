def compute_drelu_dw1(x, w, b, dvalue):
    """Compute the gradient of a neuron's second weight, w[1].

    x: list of floats, the inputs (two or more)
    w: list of floats, one weight for each input
    b: float, the bias
    dvalue: float, the gradient from the next layer

    Returns one number.
    """
    ### BEGIN SOLUTION
    z = sum(x_i * w_i for x_i, w_i in zip(x, w)) + b
    drelu_dz = dvalue * (1.0 if z > 0 else 0.0)
    dsum_dxw1 = 1.0
    drelu_dxw1 = drelu_dz * dsum_dxw1
    dmul_dw1 = x[1]
    return drelu_dxw1 * dmul_dw1
    ### END SOLUTION
