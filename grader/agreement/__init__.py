"""Does a reference agree with the mathematics it stands for? Pure.

The parts of a result are held against the forward pass that the author declared: by
numerical differentiation and by an independent library for automatic differentiation.
How far they may be apart is derived: rounding, times the size of what is added up,
which shows in how far a gradient moves when its variables are moved a little, plus what
a method itself leaves out.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from grader.agreement.losses import Local, Pass, Point, pass_of, unusable
from grader.agreement.sampling import (
    MOVE,
    Row,
    Sample,
    moved,
    point_of,
    script_sample,
)
from grader.agreement.slopes import (
    EPSILON,
    FACTOR,
    Method,
    Slopes,
    autodiff,
    numerical,
    numerical_name,
)
from grader.agreement.tally import Agreement, Tally
from grader.cases import Case
from grader.exercise import Exercise, Forward, compared_parts, variable_of

__all__ = [
    "Agreement",
    "Local",
    "Pass",
    "Point",
    "Sample",
    "Slopes",
    "agreements",
    "autodiff",
    "moved",
    "numerical",
    "pass_of",
    "point_of",
    "script_sample",
    "unstated",
]

PROBES = 2
AUTODIFF, FORWARD = "autograd", "forward"
Found = dict[str, Slopes]


def unstated(exercise: Exercise) -> tuple[str, ...]:
    """The parts that no entry of `forward` says anything about."""
    stated = {part for entry in exercise.spec.forward for part in entry.parts}
    return tuple(n for n in compared_parts(exercise.spec) if n not in stated)


def agreements(
    exercise: Exercise, cases: Sequence[Case], values: Sequence[Row]
) -> Iterator[Agreement]:
    """Hold the reference's parts of every case against each entry and method.

    An entry is passed over in a case that has none of its parts. Raises `AuthorError`
    where an expression has no value, `OperatorError` where autograd is missing.
    """
    rows = list(zip(cases, values, strict=True))
    for index in range(len(exercise.spec.forward)):
        yield from _of_entry(exercise, index, rows)


def _of_entry(
    exercise: Exercise, index: int, rows: Sequence[tuple[Case, Row]]
) -> Iterator[Agreement]:
    entry = exercise.spec.forward[index]
    compiled = pass_of(exercise, entry)
    tallies: dict[tuple[str, str], Tally] = {}
    for case, row in rows:
        if not row.keys() & set(entry.parts):
            continue
        place = f"{case.group} {case.index + 1}"
        try:
            point = point_of(exercise, entry, case, row)
            found = list(_compared(entry, compiled, point))
        except (TypeError, ValueError, LookupError) as error:
            raise unusable(exercise, index, error, place) from error
        for part, method, due in found:
            if part in row:
                tally = tallies.setdefault((part, method), Tally())
                tally.add(due, row[part], place)
    for (part, method), tally in tallies.items():
        yield tally.agreement(part, method)


def _compared(
    entry: Forward, compiled: Pass, point: Point
) -> Iterator[tuple[str, str, Slopes]]:
    """Parts by every method, with tolerances for errors."""
    here = compiled.at(point)
    if entry.values:
        found = _tolerant(lambda at: _values(compiled, here, at), point)
        yield from ((part, FORWARD, due) for part, due in found.items())
    if entry.loss is None:
        return
    methods: dict[str, Method] = {numerical_name(here): numerical, AUTODIFF: autodiff}
    for name, method in methods.items():
        found = _tolerant(_results(entry, compiled, here, method), point)
        yield from ((part, name, due) for part, due in found.items())


def _results(
    entry: Forward, compiled: Pass, here: Local, method: Method
) -> Callable[[Point], Found]:
    """How an entry's gradients follow from a point, by one method.

    `route` holds where the kinks were at each step down, found on the first way.
    """
    route = [here]

    def results(point: Point) -> Found:
        down = _descent(entry, compiled, point, method, route)
        return _gradients(entry, point, method, here) | down

    return results


def _tolerant(results: Callable[[Point], Found], point: Point) -> Found:
    """Results at a point; errors become tolerances, from how far the results move."""
    found = results(point)
    others = [results(moved(point, salt)) for salt in range(PROBES)]
    due: Found = {}
    for name, row in found.items():
        ways = [np.abs(other[name].array - row.array) / MOVE for other in others]
        size = np.abs(row.array) + np.max(ways, axis=0)
        size = size + size.max(initial=0.0)
        due[name] = Slopes(row.array, FACTOR * EPSILON * size + row.error)
    return due


def _values(compiled: Pass, here: Local, point: Point) -> Found:
    """The parts that are values of expressions."""
    names = here.names(point)
    rows = {name: row.result(names) for name, row in compiled.values.items()}
    arrays = {name: np.asarray(row, np.float64) for name, row in rows.items()}
    return {name: Slopes(row, np.zeros(row.shape)) for name, row in arrays.items()}


def _gradients(entry: Forward, point: Point, method: Method, here: Local) -> Found:
    """The parts that are gradients, or elements of one."""
    targets = {part: variable_of(text) for part, text in entry.gradients.items()}
    slopes = method(here, point, {name for name, _ in targets.values()})
    return {
        part: Slopes(slopes[name].array[index], slopes[name].error[index])
        for part, (name, index) in targets.items()
    }


def _descent(
    entry: Forward, compiled: Pass, point: Point, method: Method, route: list[Local]
) -> Found:
    """The parts that come from steps down the gradient."""
    descent = entry.descent
    if descent is None or compiled.rate is None or compiled.steps is None:
        return {}
    at = {**point}
    off = {n: np.zeros(point[n].shape) for n in descent.of}
    losses: list[float] = []
    errors: list[float] = []
    names = route[0].names(point)
    rate, steps = float(compiled.rate.result(names)), int(compiled.steps.result(names))
    for step in range(steps + 1):
        if step == len(route):
            route.append(compiled.at(at))
        slopes = method(route[step], at, descent.of)
        losses.append(float(route[step].loss(at)))
        errors.append(sum(float((np.abs(slopes[n].array) * off[n]).sum()) for n in off))
        if step < steps:
            at |= {n: at[n] - rate * slopes[n].array for n in descent.of}
            off = {n: off[n] + abs(rate) * slopes[n].error for n in off}
    found = {part: Slopes(at[name], off[name]) for part, name in descent.ends.items()}
    if descent.losses:
        found[descent.losses] = Slopes(np.array(losses), np.array(errors))
    return found
