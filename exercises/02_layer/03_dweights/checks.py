import numpy as np


def _drawn(rng, rows, columns):
    return np.array([[rng.uniform(-3, 3) for _ in range(columns)] for _ in range(rows)])


def test_a_batch_adds_up_its_samples(candidate, rng):
    """The gradient of a batch is the sum of those of its samples, taken one by one."""
    inputs, dvalues = _drawn(rng, 4, 3), _drawn(rng, 4, 5)
    batch = candidate.call(inputs, dvalues)["dweights"]
    one_by_one = [
        candidate.call(inputs[[row]], dvalues[[row]])["dweights"] for row in range(4)
    ]
    assert np.allclose(batch, np.sum(one_by_one, axis=0), rtol=0, atol=1e-4)
