def dsum(drelu_dz, n_inputs):
    """Pass a gradient back through the sum of a neuron.

    drelu_dz: float, the gradient that arrives at the sum
    n_inputs: int, how many products were added up

    Returns drelu_dxw (a sequence of n_inputs numbers) and drelu_db (a number).
    """
    ### BEGIN SOLUTION
    dsum_dxw = 1.0
    dsum_db = 1.0
    drelu_dxw = [drelu_dz * dsum_dxw for _ in range(n_inputs)]
    drelu_db = drelu_dz * dsum_db
    return drelu_dxw, drelu_db
    ### END SOLUTION
