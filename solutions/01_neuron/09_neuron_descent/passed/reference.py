def neuron_descent(x, w, b, learning_rate, steps):
    """Lower the output of one neuron step by step, with dvalue 1.

    x: list of floats, the inputs
    w: list of floats, the weights at the start
    b: float, the bias at the start
    learning_rate: float, the size of a step
    steps: int, how many steps to take

    Returns the outputs y before each step and after the last: steps + 1 numbers.
    """
    ### BEGIN SOLUTION
    w = list(w)
    outputs = []
    for step in range(steps + 1):
        z = sum(x_i * w_i for x_i, w_i in zip(x, w)) + b
        outputs.append(max(0.0, z))
        drelu_dz = 1.0 if z > 0 else 0.0
        w = [w_i - learning_rate * drelu_dz * x_i for w_i, x_i in zip(w, x)]
        b = b - learning_rate * drelu_dz
    return outputs
    ### END SOLUTION
