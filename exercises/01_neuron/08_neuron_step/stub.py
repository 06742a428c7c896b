def neuron_step(x, w, b, dvalue, learning_rate):
    """Take one step of gradient descent with one neuron.

    x: list of floats, the inputs
    w: list of floats, one weight for each input
    b: float, the bias
    dvalue: float, the gradient from the next layer
    learning_rate: float, the size of the step

    Returns the new w (a sequence as long as x) and the new b (a number).
    """
    # Your code here.
    raise NotImplementedError
