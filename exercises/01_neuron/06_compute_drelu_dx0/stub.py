def compute_drelu_dx0(x, w, b, dvalue):
    """Compute the gradient of a neuron's first input, x[0].

    x: list of floats, the inputs (two or more)
    w: list of floats, one weight for each input
    b: float, the bias
    dvalue: float, the gradient from the next layer

    Returns one number.
    """
    # Your code here.
    raise NotImplementedError
