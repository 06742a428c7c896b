"""One element of a result, worked out on a visible example. Pure.

The numbers are those that the author has given to a visible check, the formula is the
forward pass of the exercise: an element of a gradient is shown as what it is, by how
much the loss moves when one number is nudged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from grader.agreement import Point, numerical, pass_of, point_of
from grader.cases import Case, cases_of
from grader.errors import AuthorError
from grader.examiner.messages import shown
from grader.exercise import Exercise, Forward, ValueCheck, variable_of
from grader.result import Visibility
from grader.script.graph import Unusable
from grader.values import FloatArray

NUDGE = 0.001
RAISED = (
    "Take the visible example with {given}. If {what} grows by {nudge:g}, then "
    "{loss}{where} changes by {change:.6g}, which is {slope:.6g} times as much. "
    "So {part} is {slope:.6g}."
)
COMPUTED = (
    "Take the visible example with {given}. There {part} = {formula}{where} = "
    "{value:.6g}."
)


def worked(exercise: Exercise) -> str:
    """The text of the rung; nothing where no visible example and formula are given."""
    case = next(_examples(exercise), None)
    if case is None:
        return ""
    texts = (_text(exercise, entry, case) for entry in exercise.spec.forward)
    return next(filter(None, texts), "")


def _text(exercise: Exercise, entry: Forward, case: Case) -> str:
    """What one entry shows; nothing where it has no value, which verify tells."""
    try:
        return _gradient(exercise, entry, case) or _value(exercise, entry, case)
    except (AuthorError, Unusable, TypeError, ValueError, LookupError):
        return ""


def _examples(exercise: Exercise) -> Iterator[Case]:
    """The cases that visible checks show and the author has written down."""
    spec = exercise.spec
    groups = {
        group
        for check in spec.checks
        if isinstance(check, ValueCheck) and check.visibility is Visibility.VISIBLE
        for group in check.cases
        if spec.cases[group].given
    }
    return (case for case in cases_of(exercise, 0) if case.group in groups)


def _gradient(exercise: Exercise, entry: Forward, case: Case) -> str:
    """The element that tells most of the entry's first gradient."""
    if entry.loss is None or not entry.gradients:
        return ""
    part, target = next(iter(entry.gradients.items()))
    name, cell = variable_of(target)
    slopes = _slopes(exercise, entry, case, name)
    # Free variables are drawn; a slope that depends on them is no public number.
    other = _slopes(exercise, entry, replace(case, index=case.index + 1), name)
    if not np.allclose(slopes, other):
        return ""
    if not cell:
        cell = tuple(int(i) for i in np.argwhere(slopes)[0]) if slopes.any() else ()
        cell = cell or (0,) * slopes.ndim
        part += _index(cell)
    slope = round(float(slopes[cell]), 9) + 0.0
    return RAISED.format(
        given=_given(case),
        what=name + _index(cell),
        nudge=NUDGE,
        loss=entry.loss,
        where=_where(entry.let),
        change=NUDGE * slope,
        slope=slope,
        part=part,
    )


def _slopes(exercise: Exercise, entry: Forward, case: Case, name: str) -> FloatArray:
    point = point_of(exercise, entry, case, {})
    local = pass_of(exercise, entry).at(point)
    return numerical(local, point, (name,))[name].array


def _value(exercise: Exercise, entry: Forward, case: Case) -> str:
    """The first single number that the entry has on the way forward."""
    if entry.free:
        return ""
    compiled = pass_of(exercise, entry)
    point: Point = point_of(exercise, entry, case, {})
    names = compiled.at(point).names(point)
    for part, text in entry.values.items():
        value = np.asarray(compiled.values[part].result(names), np.float64)
        if not value.ndim:
            named = text in entry.let
            return COMPUTED.format(
                given=_given(case),
                part=part,
                formula=entry.let[text] if named else text,
                where="" if named else _where(entry.let),
                value=float(value) + 0.0,
            )
    return ""


def _given(case: Case) -> str:
    rows = (f"{name} = {shown(value)}" for name, value in case.arguments.items())
    return ", ".join(rows)


def _where(let: Mapping[str, str]) -> str:
    rows = " and ".join(f"{name} = {text}" for name, text in let.items())
    return f" (where {rows})" if rows else ""


def _index(cell: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, cell))}]" if cell else ""
