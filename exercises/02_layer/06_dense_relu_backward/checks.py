import numpy as np

STEP = 2.0**-10
FAR_FROM_KINK = 0.05  # a nudge moves z by at most 2 * STEP


def _drawn(rng, rows, columns):
    return np.array([[rng.uniform(-2, 2) for _ in range(columns)] for _ in range(rows)])


def _case(rng):
    """Draw arguments whose z stays on its side of zero under every nudge."""
    while True:
        inputs, weights = _drawn(rng, 3, 4), _drawn(rng, 4, 5)
        biases, dvalues = _drawn(rng, 1, 5), _drawn(rng, 3, 5)
        z = inputs @ weights + biases
        if np.abs(z).min() > FAR_FROM_KINK and z.min() < 0 < z.max():
            return inputs, weights, biases, dvalues


def _weighted_outputs(inputs, weights, biases, dvalues):
    """Give the number whose gradient with respect to the ReLU's outputs is dvalues."""
    return np.sum(dvalues * np.maximum(inputs @ weights + biases, 0.0))


def _slopes(arguments, place):
    """Measure by central differences; exact but for rounding, as no kink is met."""
    slopes = np.empty_like(arguments[place])
    for cell in np.ndindex(slopes.shape):
        ends = []
        for step in (STEP, -STEP):
            nudged = [argument.copy() for argument in arguments]
            nudged[place][cell] += step
            ends.append(_weighted_outputs(*nudged))
        slopes[cell] = (ends[0] - ends[1]) / (2 * STEP)
    return slopes


def test_gradients_are_measured_slopes(candidate, rng):
    """Each gradient is the slope one measures by nudging its number up and down."""
    arguments = _case(rng)
    gradients = candidate.call(*arguments)
    for place, name in enumerate(("dinputs", "dweights", "dbiases")):
        slopes = _slopes(arguments, place)
        assert np.allclose(gradients[name], slopes, rtol=0, atol=1e-4)
