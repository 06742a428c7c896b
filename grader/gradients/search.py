"""Which numbers of a case are nudged, and by how much. Pure.

A step is a power of two that keeps every declared kink on its side; of those, the one
whose slope is off the least. Where the loss is straight that is the largest. A number
that sits on a kink, or has no such step, is passed over: nothing can be measured there.
"""

import itertools
import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from grader.agreement import Local, Point, moved, pass_of, point_of
from grader.agreement.losses import unusable
from grader.agreement.sampling import MOVE
from grader.agreement.slopes import EPSILON, FACTOR, crosses, difference, nudged
from grader.cases import Case
from grader.exercise import (
    Exercise,
    GradientCheck,
    gradient_parts,
    shape_of,
    variable_of,
)
from grader.gradients.nudge import Cell, Nudge

STEPS = tuple(2.0**-power for power in range(3, 17, 2))
PROBES = 2
BEND = 2.0  # halving a step leaves a quarter; 4/3 of the difference, and some more


@dataclass(frozen=True, slots=True)
class _Ground:
    """One entry's loss around the numbers of a case.

    `size` is that of the terms that the loss adds up: it shows in how far the loss
    moves when its variables are moved a little, as in `grader.agreement`.
    """

    local: Local
    point: Point
    others: tuple[Point, ...]
    size: float

    def off(self, name: str, at: Cell, step: float) -> tuple[float, float]:
        """What a step leaves out of a slope, and what rounding may add to it."""
        whole, half = (
            difference(self.local, self.point, name, at, row)
            for row in (step, step / 2)
        )
        return BEND * abs(whole - half), FACTOR * EPSILON * self.size / step


def nudges_of(
    exercise: Exercise, check: GradientCheck, case: Case, rng: random.Random, most: int
) -> tuple[Nudge, ...]:
    """The nudges of a case, of each part in turn, so many at most.

    Raises `AuthorError` where the declared loss has no value.
    """
    names = gradient_parts(check, exercise.spec)
    rows: list[Iterator[Nudge]] = []
    for index, entry in enumerate(exercise.spec.forward):
        parts = [name for name in entry.gradients if name in names]
        if parts:
            with _telling(exercise, index, case):
                ground = _ground(exercise, index, case)
            rows += [_of_part(exercise, index, n, case, ground, rng) for n in parts]
    turns = itertools.chain.from_iterable(itertools.zip_longest(*rows))
    found = (nudge for nudge in turns if nudge is not None)
    return _sized(tuple(itertools.islice(found, most)))


@contextmanager
def _telling(exercise: Exercise, index: int, case: Case) -> Iterator[None]:
    """Tell the author where an entry of `forward` has no value."""
    try:
        yield
    except (TypeError, ValueError, LookupError) as error:
        place = f"{case.group} {case.index + 1}"
        raise unusable(exercise, index, error, place) from error


def _ground(exercise: Exercise, index: int, case: Case) -> _Ground:
    entry = exercise.spec.forward[index]
    point = point_of(exercise, entry, case, {})
    compiled = pass_of(exercise, entry)
    compiled.at(point)  # raises where the loss is no single finite number
    # Nothing is held still at a kink: a number that moves one is passed over.
    local = Local(compiled, {})
    others = tuple(moved(point, salt) for salt in range(PROBES))
    here = float(local.loss(point))
    ways = [abs(float(local.loss(other)) - here) / MOVE for other in others]
    return _Ground(local, point, others, abs(here) + max(ways))


def _of_part(
    exercise: Exercise,
    index: int,
    part: str,
    case: Case,
    ground: _Ground,
    rng: random.Random,
) -> Iterator[Nudge]:
    """A nudge for each cell of a part that has one, in a drawn order."""
    entry = exercise.spec.forward[index]
    name, start = variable_of(entry.gradients[part])
    shape = shape_of(exercise.spec.subject.returns[part], case.sizes)
    cells = list(np.ndindex(shape))
    free = {row: ground.point[row] for row in entry.free}
    for cell in rng.sample(cells, len(cells)):
        at = (*start, *cell)
        with _telling(exercise, index, case):
            found = _step(ground, name, at)
            if found is None:
                continue
            step, left = found
            above, below = (
                float(ground.local.loss(nudged(ground.point, name, at, by)))
                for by in (step, -step)
            )
            sense = _sense(ground, name, at, step)
        yield Nudge(
            entry=index,
            part=part,
            cell=cell,
            variable=name,
            at=at,
            step=step,
            above=above,
            below=below,
            size=ground.size,
            sense=sense,
            left=left,
            free=free,
        )


def _step(ground: _Ground, name: str, at: Cell) -> tuple[float, float] | None:
    """The step whose slope is off the least, of those that cross no kink.

    With what it leaves out. Smaller steps add rounding, so where that is most of what
    a step is off by already, none of them is tried.
    """
    best, least = None, math.inf
    for step in STEPS:
        if crosses(ground.local, ground.point, name, at, step):
            continue
        left, rounding = ground.off(name, at, step)
        if left + rounding < least:
            best, least = (step, left), left + rounding
        if left <= rounding:
            break
    return best


def _sense(ground: _Ground, name: str, at: Cell, step: float) -> float:
    """How far a slope moves when everything is moved a little, and the slope itself."""
    here = difference(ground.local, ground.point, name, at, step)
    ways = [
        abs(difference(ground.local, other, name, at, step) - here) / MOVE
        for other in ground.others
    ]
    return abs(here) + max(ways)


def _sized(nudges: Sequence[Nudge]) -> tuple[Nudge, ...]:
    """Terms that cancel in one cell show in others of its part."""
    most: dict[str, float] = {}
    for row in nudges:
        most[row.part] = max(most.get(row.part, 0.0), row.sense)
    return tuple(replace(row, sense=row.sense + most[row.part]) for row in nudges)
