def compute_drelu_dw1(x, w, b, dvalue):
    """Compute the gradient of a neuron's second weight, w[1].

    x: list of floats, the inputs (two or more)
    w: list of floats, one weight for each input
    b: float, the bias
    dvalue: float, the gradient from the next layer

    Returns one number.
    """
    # Your code here.
    raise NotImplementedError
