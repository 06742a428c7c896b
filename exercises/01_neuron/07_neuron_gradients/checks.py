"""Bespoke checks of neuron_gradients: its results are slopes of the forward pass."""

import numpy as np

NUDGE = 2.0**-6


def output(parameters, n_inputs):
    """The neuron's output for inputs, weights and bias in one flat array."""
    x, w, b = np.split(parameters, [n_inputs, 2 * n_inputs])
    return max(0.0, float(x @ w + b[0]))


def slopes(parameters, n_inputs):
    """Central differences of the output; exact for a neuron that stays on one side."""
    nudges = NUDGE * np.eye(len(parameters))
    return np.array(
        [
            (
                output(parameters + nudge, n_inputs)
                - output(parameters - nudge, n_inputs)
            )
            / (2 * NUDGE)
            for nudge in nudges
        ]
    )


def test_gradients_are_slopes(candidate, rng):
    """Some gradient is not the slope found by nudging its value a little each way."""
    for z in (2.0, 3.5, -2.0):
        n_inputs = rng.randint(2, 6)
        x, w = (
            [rng.choice((-1, 1)) * rng.uniform(0.5, 3.0) for _ in range(n_inputs)]
            for _ in range(2)
        )
        b = z - float(np.dot(x, w))
        dvalue = rng.choice((-1, 1)) * rng.uniform(1.5, 3.0)
        found = candidate.call(x, w, b, dvalue)
        gradients = np.concatenate([found["dx"], found["dw"], [found["db"]]])
        due = dvalue * slopes(np.array([*x, *w, b]), n_inputs)
        assert np.allclose(gradients, due, rtol=1e-5, atol=1e-6)
