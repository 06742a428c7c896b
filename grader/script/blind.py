"""Tells where overwritten inputs hide a mistake. Pure.

A learner may compute an input anew (z from a layer, weights after a step), and a step
is judged on that. But an input that was overwritten by something poorer, all ones, or
all equal, can make a wrong formula agree with the right one in every set. Where a known
mistake agrees with the formula on what the learner held, though the two differ on the
host's inputs, the step has shown nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.script.graph import Formula, Unusable
from grader.script.quantities import Absent, Moment, Reader, plain
from grader.script.trace import alike
from grader.values import FloatArray


def overwritten_blind(reader: Reader, name: str, moments: Sequence[Moment]) -> bool:
    """Whether some mistake of a step is hidden by inputs that are not the host's."""
    formula = reader.formula(name, moments[0])
    behind = _inputs_behind(reader, name, moments[0])
    swaps = [_swapped(reader, behind, moment) for moment in moments]
    if not any(swaps):
        return False
    return any(
        _hidden(reader, formula, mistake, moments, swaps)
        for mistake in reader.graph.mistakes.get(name, {}).values()
    )


def _inputs_behind(reader: Reader, name: str, moment: Moment) -> set[str]:
    """The inputs that a step depends on, through other steps too."""
    if name in reader.style.inputs and name not in reader.graph.steps:
        return {name}
    found: set[str] = set()
    for needed in reader.formula(name, moment).upstream:
        found |= _inputs_behind(reader, needed, moment)
    return found


def _swapped(reader: Reader, behind: set[str], moment: Moment) -> dict[str, FloatArray]:
    """The host's values of inputs that hold something else of the same shape."""
    found: dict[str, FloatArray] = {}
    for name in behind:
        try:
            held = reader.own(name, moment)
        except (Absent, Unusable):
            continue
        fitting = [row for row in moment.hosts.get(name, ()) if row.shape == held.shape]
        if fitting and not any(_same(held, row) for row in fitting):
            found[name] = fitting[0]
    return found


def _same(one: FloatArray, other: FloatArray) -> bool:
    return alike(one.reshape(-1), other.reshape(-1))


def _hidden(
    reader: Reader,
    formula: Formula,
    mistake: Formula,
    moments: Sequence[Moment],
    swaps: Sequence[Mapping[str, FloatArray]],
) -> bool:
    """Whether both agree on the learner's values in all sets, and differ on ours."""
    try:
        if not all(_agree(reader, formula, mistake, moment, {}) for moment in moments):
            return False
        pairs = zip(moments, swaps, strict=True)
        return not all(_agree(reader, formula, mistake, m, swap) for m, swap in pairs)
    except (Absent, Unusable):
        return False


def _agree(
    reader: Reader,
    formula: Formula,
    mistake: Formula,
    moment: Moment,
    swap: Mapping[str, FloatArray],
) -> bool:
    names = {*formula.upstream, *mistake.upstream}
    given = {name: plain(_value(reader, name, moment, swap)) for name in names}
    one, other = formula.value(given), mistake.value(given)
    scale = max(
        float(np.abs(one).max(initial=0.0)), float(np.abs(other).max(initial=0))
    )
    same = one.shape == other.shape
    return same and bool((np.abs(one - other) <= 1e-9 * scale).all())


def _value(
    reader: Reader, name: str, moment: Moment, swap: Mapping[str, Any]
) -> FloatArray:
    """A quantity on the learner's values, or from the host's where those are given."""
    if not swap:
        return reader.own(name, moment)
    if name in swap:
        value: FloatArray = swap[name]
        return value
    if name in reader.style.inputs and name not in reader.graph.steps:
        return reader.own(name, moment)
    formula = reader.formula(name, moment)
    return formula.value(
        {n: plain(_value(reader, n, moment, swap)) for n in formula.upstream}
    )
