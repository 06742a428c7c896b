def neuron_gradients(x, w, b, dvalue):
    """Compute all gradients of one neuron with ReLU.

    x: list of floats, the inputs
    w: list of floats, one weight for each input
    b: float, the bias
    dvalue: float, the gradient from the next layer

    Returns dx and dw (two sequences as long as x) and db (a number).
    """
    ### BEGIN SOLUTION
    z = sum(x_i * w_i for x_i, w_i in zip(x, w)) + b
    drelu_dz = dvalue * (1.0 if z > 0 else 0.0)
    dx = [drelu_dz * w_i for w_i in w]
    dw = [drelu_dz * x_i for x_i in x]
    db = drelu_dz
    return dx, dw, db
    ### END SOLUTION
