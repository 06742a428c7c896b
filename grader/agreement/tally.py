"""What came out for one part and one method, over all cases. Pure."""

import math
from dataclasses import dataclass

import numpy as np

from grader.agreement.slopes import Slopes
from grader.values import FloatArray


@dataclass(frozen=True, slots=True)
class Agreement:
    """One part of a result against one method, over all cases.

    `worst` is the largest error, absolute; `margin` the largest share of the tolerance
    that an error takes, infinite where the shape is wrong; `place` is its case.
    """

    part: str
    method: str
    holds: bool
    worst: float
    margin: float
    place: str


@dataclass(slots=True)
class Tally:
    """The worst so far."""

    worst: float = 0.0
    margin: float = -1.0
    place: str = ""

    def add(self, due: Slopes, value: FloatArray, place: str) -> None:
        """Compare one case; the error of what is due is the tolerance."""
        worst, margin = _apart(due, value)
        self.worst = max(self.worst, worst)
        if margin > self.margin:
            self.margin, self.place = margin, place

    def agreement(self, part: str, method: str) -> Agreement:
        """What came out."""
        holds = self.margin <= 1.0
        return Agreement(part, method, holds, self.worst, self.margin, self.place)


def _apart(due: Slopes, value: FloatArray) -> tuple[float, float]:
    """The largest error and the largest share of the tolerance."""
    if due.array.shape != value.shape:
        return math.inf, math.inf
    error = np.nan_to_num(np.abs(value - due.array), nan=math.inf, posinf=math.inf)
    some = due.error > 0
    share = np.where(error > 0, math.inf, 0.0)
    share = np.where(some, error / np.where(some, due.error, 1.0), share)
    return float(error.max(initial=0.0)), float(share.max(initial=0.0))
