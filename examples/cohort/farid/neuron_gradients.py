def neuron_gradients(x, w, b, dvalue):
    """Compute all gradients of one neuron with ReLU.

    x: list of floats, the inputs
    w: list of floats, one weight for each input
    b: float, the bias
    dvalue: float, the gradient from the next layer

    Returns dx and dw (two sequences as long as x) and db (a number).
    """
    # Your code here.
    raise NotImplementedError
