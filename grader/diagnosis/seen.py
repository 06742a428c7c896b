"""What a part was and what was due, a row a case, and when a reading of it holds. Pure.

Knows no reading; the modules beside it have them. A reading is a claim about all cases
at once: it is told only where it holds in each of them, and where the right values
vary enough that it could not hold by chance. What is told is a relation, never a value.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.held import near
from grader.values import FloatArray

VARIED = 2  # different right values that a reading needs, over all cases


@dataclass(frozen=True, slots=True)
class Residual:
    """What a part is of the right one; `misconception` where that has a name."""

    part: str
    message: str
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One part in one case: what came, what was due, all parts due, the sizes.

    `arguments` are those of the call, by name.
    """

    came: FloatArray
    due: FloatArray
    others: Mapping[str, FloatArray]
    sizes: Mapping[str, int]
    arguments: Mapping[str, FloatArray] = field(default_factory=dict)


Reading = Callable[[str, Sequence[Seen]], Residual | None]


def finite(array: FloatArray) -> bool:
    """Whether an array holds neither NaN nor infinity."""
    return bool(np.isfinite(array).all())


def everywhere(rows: Sequence[Seen], changed: Iterable[Any]) -> bool:
    """Whether a change of what was due is what came, in every case.

    In one case at least it must be a change: else it explains nothing. What was due is
    changed only as far as it holds.
    """
    told = False
    for row, value in zip(rows, changed, strict=False):
        if not near(row.came, value):
            return False
        told = told or not near(value, row.due)
    return told
