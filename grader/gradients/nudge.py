"""One number nudged up and down, the slope that shows, and what it may be off. Pure.

What a gradient and a slope may differ by is derived from the declared loss alone:
rounding, times the size of what is added up, and what a step leaves out of a slope that
bends. No reference has a say in it, so a learner's machine judges as ours does.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from grader.agreement.slopes import EPSILON, FACTOR
from grader.values import FloatArray, Part

SINGLE = 2.0**-24
Cell = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Slope:
    """The loss above and below, and how far each may be off by rounding."""

    above: float
    below: float
    off: float


@dataclass(frozen=True, slots=True)
class Nudge:
    """A cell of a variable moved by `step`, and the cell of the part it belongs to.

    `above` and `below` are the declared loss there, `size` is that of the terms it adds
    up and `sense` that of its slope's; `left` is what the step leaves out. `free` holds
    the values of variables that the submission is not given.
    """

    entry: int
    part: str
    cell: Cell
    variable: str
    at: Cell
    step: float
    above: float
    below: float
    size: float
    sense: float
    left: float
    free: Mapping[str, FloatArray]

    @property
    def declared(self) -> Slope:
        """The slope of the declared loss."""
        return Slope(self.above, self.below, FACTOR * EPSILON * self.size)

    def slope(self, upstream: FloatArray, ends: Sequence[Part]) -> Slope:
        """That of the submission's output above and below; declared without them."""
        if not ends:
            return self.declared
        with np.errstate(all="ignore"):
            terms = [upstream * part.array for part in ends]
            above, below = (float(row.sum()) for row in terms)
            size = self.size + max(float(np.abs(row).sum()) for row in terms)
        unit = _unit(coarse=any(part.coarse for part in ends))
        return Slope(above, below, FACTOR * unit * size)

    def rate(self, slope: Slope) -> float:
        """How much the loss changes for each unit of the variable."""
        return (slope.above - slope.below) / (2 * self.step)

    def agrees(self, gradient: Part, slope: Slope) -> bool:
        """Whether a gradient says so at its cell; NaN and infinity do not."""
        most = FACTOR * _unit(coarse=gradient.coarse) * self.sense
        most += slope.off / self.step + self.left
        with np.errstate(all="ignore"):
            off = abs(float(gradient.array[self.cell]) - self.rate(slope))
        return bool(math.isfinite(most) and off <= most)


def _unit(*, coarse: bool) -> float:
    return SINGLE if coarse else EPSILON
