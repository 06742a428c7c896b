def neuron_descent(x, w, b, learning_rate, steps):
    """Lower the output of one neuron step by step, with dvalue 1.

    x: list of floats, the inputs
    w: list of floats, the weights at the start
    b: float, the bias at the start
    learning_rate: float, the size of a step
    steps: int, how many steps to take

    Returns the outputs y before each step and after the last: steps + 1 numbers.
    """
    # Your code here.
    raise NotImplementedError
