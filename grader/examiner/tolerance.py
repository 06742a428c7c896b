"""Expected values, and what an answer may differ from them by. Pure.

Tolerances are derived, not chosen: the reference is also run on inputs moved by a
relative step, and the movement of its results, scaled down to the rounding of a
precision, is what honest ways of computing may differ by.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grader.values import FloatArray, Part

STEP = 2.0**-30
FINE, COARSE = 2.0**-53, 2.0**-24
FACTOR = 64.0
KINK = 2.0**-10


@dataclass(frozen=True, slots=True)
class Expected:
    """One part of one case: the reference's value, and what may differ from it.

    `fine` is for float64 results, `coarse` for float32; both absolute, elementwise.
    """

    array: FloatArray
    fine: FloatArray
    coarse: FloatArray

    def allowed(self, *, coarse: bool) -> FloatArray:
        """What a result of that precision may differ by."""
        return self.coarse if coarse else self.fine


def matches(part: Part, expected: Expected) -> np.ndarray:
    """Elementwise: is a value right? Written so that NaN is not."""
    off = np.abs(part.array - expected.array)
    right: np.ndarray = off <= expected.allowed(coarse=part.coarse)
    return right


def expected_of(
    exact: Sequence[dict[str, FloatArray]],
    moved: Sequence[Sequence[dict[str, FloatArray]]],
) -> tuple[dict[str, Expected], ...]:
    """Expected parts with tolerances from how far the results moved.

    Where a move crossed a kink (z is 0 by cancellation) the result jumps by far more
    than the step; there the largest plain sensitivity of the same part is used.
    """
    sensitivities = [
        {
            name: np.max([np.abs(probe[name] - value) for probe in probes], axis=0)
            / STEP
            for name, value in row.items()
        }
        for row, probes in zip(exact, moved, strict=True)
    ]
    plain = {
        name: max(
            (s[name].max(initial=0) for s in sensitivities if not _jumped(s[name])),
            default=1.0,
        )
        for name in exact[0]
    }
    return tuple(
        {
            name: _with_tolerance(row[name], sense[name], float(plain[name]))
            for name in row
        }
        for row, sense in zip(exact, sensitivities, strict=True)
    )


def _jumped(sensitivity: FloatArray) -> bool:
    return bool(sensitivity.max(initial=0) > KINK / STEP)


def _with_tolerance(value: FloatArray, sense: FloatArray, plain: float) -> Expected:
    size = np.abs(value) + (plain if _jumped(sense) else sense) + plain
    return Expected(value, FACTOR * FINE * size, FACTOR * COARSE * size)
