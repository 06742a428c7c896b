def neuron_forward(x, w, b):
    """Send inputs forward through one neuron with ReLU.

    x: list of floats, the inputs
    w: list of floats, one weight for each input
    b: float, the bias

    Returns z (the weighted sum with the bias) and y (ReLU of z), two numbers.
    """
    # Your code here.
    raise NotImplementedError
