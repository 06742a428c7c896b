"""Whether parts are right for other parts of the same answer, which are wrong. Pure.

The counterpart of a script's carried steps: `follows` says what a part is computed
from, and a check that asks for such parts alone forgives what was charged where it was
made. The same guards hold: what a part follows from has the right shape, is finite, and
is not the same in every case where the right one changes.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.examiner.reading import Reading
from grader.examiner.tolerance import matches
from grader.exercise import FUNCTIONS, ValueCheck, followed, yaml_of
from grader.script.graph import Formula, Unusable, formula_of
from grader.script.judge import equal, reach_of
from grader.script.quantities import plain
from grader.values import FloatArray, Unfit

NUMPY: dict[str, Any] = {name: getattr(np, name) for name in FUNCTIONS}


def follows_own(check: ValueCheck, reading: Reading) -> tuple[str, ...]:
    """The wrong parts from which all that a check asks for follows rightly, or none."""
    spec = reading.suite.exercise.spec
    if not (spec.follow_through and followed(check, spec)):
        return ()
    indices = reading.suite.in_groups(check.cases)
    if any(reading.answers[index].fault is not None for index in indices):
        return ()
    wrong: dict[str, None] = {}
    for part in check.parts:
        text, place = spec.follows[part], yaml_of(reading.suite.exercise)
        formula = formula_of(text, spec.subject.returns.keys(), place)
        read = [n for n in formula.upstream if n not in spec.subject.arguments]
        try:
            if not all(_holds(reading, index, part, formula) for index in indices):
                return ()
            if any(_still(reading, indices, name) for name in read):
                return ()
        except (Unfit, Unusable):
            return ()
        wrong |= dict.fromkeys(n for n in read if not _right(reading, indices, n))
    return tuple(wrong)


def _holds(reading: Reading, index: int, name: str, formula: Formula) -> bool:
    """Whether a part of one case is right, or right for the parts it follows from."""
    part = reading.part(index, name)
    if matches(part, reading.suite.expected[index][name]).all():
        return True
    arguments = reading.suite.cases[index].arguments
    given = {
        read: plain(reading.part(index, read).array)
        for read in formula.upstream
        if read not in arguments
    }
    if not all(np.isfinite(value).all() for value in given.values()):
        return False
    given |= {n: plain(np.asarray(value, float)) for n, value in arguments.items()}
    due = np.asarray(formula.result(NUMPY | given), float)
    return equal(part, due, single=False, reach=reach_of(given))


def _still(reading: Reading, indices: Sequence[int], name: str) -> bool:
    """Whether a part is the same in every case though the right one is not."""
    own = [reading.part(index, name).array for index in indices]
    due = [reading.suite.expected[index][name].array for index in indices]
    return _same(own) and not _same(due)


def _same(arrays: list[FloatArray]) -> bool:
    return len({(array + 0.0).tobytes() for array in arrays}) == 1


def _right(reading: Reading, indices: Sequence[int], name: str) -> bool:
    expected = reading.suite.expected
    return all(
        matches(reading.part(index, name), expected[index][name]).all()
        for index in indices
    )
