def neuron_step(x, w, b, dvalue, learning_rate):
    """Take one step of gradient descent with one neuron.

    x: list of floats, the inputs
    w: list of floats, one weight for each input
    b: float, the bias
    dvalue: float, the gradient from the next layer
    learning_rate: float, the size of the step

    Returns the new w (a sequence as long as x) and the new b (a number).
    """
    ### BEGIN SOLUTION
    z = sum(x_i * w_i for x_i, w_i in zip(x, w)) + b
    drelu_dz = dvalue * (1.0 if z > 0 else 0.0)
    dw = [drelu_dz * x_i for x_i in x]
    db = drelu_dz
    new_w = [w_i - learning_rate * dw_i for w_i, dw_i in zip(w, dw)]
    new_b = b - learning_rate * db
    return new_w, new_b
    ### END SOLUTION
