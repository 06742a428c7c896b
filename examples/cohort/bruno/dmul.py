def dmul(drelu_dxw, x, w):
    """Pass gradients back through the products of a neuron.

    drelu_dxw: list of floats, the gradient that arrives at each product
    x: list of floats, the inputs
    w: list of floats, the weights

    Returns drelu_dx and drelu_dw, two sequences as long as x.
    """
    # Your code here.
    raise NotImplementedError
