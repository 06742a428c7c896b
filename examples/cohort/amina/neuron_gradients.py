"""All seven (or however many) gradients of one neuron."""
import numpy as np


def forward(x, w, b):
    return float(np.dot(x, w) + b)


def relu_slope(z):
    return 1.0 if z > 0 else 0.0


def neuron_gradients(x, w, b, dvalue):
    """Backward pass.

    Everything that arrives at the sum is the same number, so compute it
    once and multiply it with the other factor of each product.
    """
    x = np.array(x)
    w = np.array(w)

    upstream = dvalue * relu_slope(forward(x, w, b))
    dx = upstream * w
    dw = upstream * x
    db = upstream
    return dx, dw, db


if __name__ == "__main__":
    dx, dw, db = neuron_gradients([2.0, -1.0, 3.0], [0.5, -2.0, -1.5], 5.5, 5.0)
    assert np.allclose(dx, [2.5, -10.0, -7.5])
    assert np.allclose(dw, [10.0, -5.0, 15.0])
    assert db == 5.0
    print("looks good")
