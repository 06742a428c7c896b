"""Bespoke checks of neuron_step: the step changes the output as it should."""

import numpy as np

LEARNING_RATE = 2.0**-10


def output(x, w, b):
    """The neuron's output."""
    return max(0.0, float(np.dot(x, w) + b))


def test_small_step_goes_downhill(candidate, rng):
    """After a small step, the output of an active neuron has not moved as it should."""
    for dvalue in (1.0, -1.0):
        n_inputs = rng.randint(2, 6)
        x, w = (
            [rng.choice((-1, 1)) * rng.uniform(0.5, 3.0) for _ in range(n_inputs)]
            for _ in range(2)
        )
        b = 2.0 - float(np.dot(x, w))
        after = candidate.call(x, w, b, dvalue, LEARNING_RATE)
        change = output(x, after["w"], after["b"]) - output(x, w, b)
        assert change * dvalue < 0
