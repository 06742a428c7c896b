def neuron_forward(x, w, b):
    """Send inputs forward through one neuron with ReLU.

    x: list of floats, the inputs
    w: list of floats, one weight for each input
    b: float, the bias

    Returns z (the weighted sum with the bias) and y (ReLU of z), two numbers.
    """
    ### BEGIN SOLUTION
    z = b
    for x_i, w_i in zip(x, w):
        z += x_i * w_i
    y = max(0.0, z)
    return z, y
    ### END SOLUTION
