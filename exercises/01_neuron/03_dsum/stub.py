def dsum(drelu_dz, n_inputs):
    """Pass a gradient back through the sum of a neuron.

    drelu_dz: float, the gradient that arrives at the sum
    n_inputs: int, how many products were added up

    Returns drelu_dxw (a sequence of n_inputs numbers) and drelu_db (a number).
    """
    # Your code here.
    raise NotImplementedError
