def compute_drelu_dx0(x, w, b, dvalue):
    """Compute the gradient of a neuron's first input, x[0].

    x: list of floats, the inputs (two or more)
    w: list of floats, one weight for each input
    b: float, the bias
    dvalue: float, the gradient from the next layer

    Returns one number.
    """
    ### BEGIN SOLUTION
    z = sum(x_i * w_i for x_i, w_i in zip(x, w)) + b
    drelu_dz = dvalue * (1.0 if z > 0 else 0.0)
    dsum_dxw0 = 1.0
    drelu_dxw0 = drelu_dz * dsum_dxw0
    dmul_dx0 = w[0]
    return drelu_dxw0 * dmul_dx0
    ### END SOLUTION
