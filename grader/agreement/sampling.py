"""What is held against the mathematics: cases, and the reference's own parts. Pure.

Of a function or a class both come from what its reference answered. A script's steps
are computed from its graph of formulas, on inputs drawn as for a submission: in the
shapes that the reference gives them, and, where it judges vectors of another length, in
that too.
"""

import ast
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from grader.agreement.losses import Point
from grader.cases import EIGHTHS, Case
from grader.errors import AuthorError
from grader.exercise import Exercise, Forward, ScriptStyle, place_of, shape_of
from grader.script.draw import fits, sets_of
from grader.script.graph import (
    Formula,
    Unusable,
    first_definitions,
    formula_of,
    graph_of,
)
from grader.script.quantities import plain
from grader.script.trace import Site
from grader.values import FloatArray

Row = Mapping[str, FloatArray]
MOVE = 2.0**-20
LONGER = 2  # how much longer than the reference's a vector is tried


@dataclass(frozen=True, slots=True)
class Sample:
    """Cases, and beside each the parts that the reference gives."""

    cases: tuple[Case, ...]
    values: tuple[Row, ...]


def script_sample(
    exercise: Exercise, seed: int, instead: Mapping[int, int] = MappingProxyType({})
) -> Sample:
    """Drawn inputs of a script and its steps by their formulas. Raises `AuthorError`.

    A case holds the inputs as its arguments; the vectors of another length hold only
    the steps that are judged there. `instead` gives other lengths for the reference's,
    and then there are no others.
    """
    style = exercise.spec.script
    assert style is not None
    graph = graph_of(exercise)
    shapes = {
        name: tuple(instead.get(length, length) for length in shape)
        for name, shape in shapes_of(exercise).items()
    }
    rows = [("set", shapes, graph.steps)]
    rule = style.vectors
    if rule is not None and not instead:
        longer = (rule.length + LONGER,)
        others = {n: longer if s == (rule.length,) else s for n, s in shapes.items()}
        rows.append(("vectors", others, graph.vectors))
    cases: list[Case] = []
    values: list[Row] = []
    for group, lengths, formulas in rows:
        for index, inputs in enumerate(_drawn(exercise, style, lengths, seed)):
            cases.append(Case(group, index, inputs, {}))
            values.append(_steps(exercise, formulas, inputs))
    return Sample(tuple(cases), tuple(values))


def point_of(exercise: Exercise, entry: Forward, case: Case, row: Row) -> Point:
    """The variables of an entry in one case, floats as arrays; free ones are drawn.

    A script's steps are variables too, but for those that bear the name of an input.
    """
    found: dict[str, Any] = dict(row) if exercise.spec.script is not None else {}
    found |= case.arguments
    for name, shape in entry.free.items():
        place = f"{exercise.id}/{case.group}/{case.index}/{name}"
        found[name] = _free(shape_of(shape, case.sizes), random.Random(place))
    return {
        name: value if isinstance(value, int) else np.asarray(value, np.float64)
        for name, value in found.items()
    }


def moved(point: Point, salt: int) -> Point:
    """Every float moved by a small relative step, up or down; zeros stay."""
    rng = random.Random(salt)

    def signs(shape: tuple[int, ...]) -> FloatArray:
        flat = [rng.choice((-1.0, 1.0)) for _ in range(int(np.prod(shape)))]
        return np.reshape(flat, shape)

    return {
        name: value
        if isinstance(value, int)
        else value * (1 + MOVE * signs(value.shape))
        for name, value in point.items()
    }


def _free(shape: tuple[int, ...], rng: random.Random) -> FloatArray:
    count = math.prod(shape)
    flat = [rng.choice((-1, 1)) * rng.choice(EIGHTHS) for _ in range(count)]
    return np.reshape(flat, shape)


def shapes_of(exercise: Exercise) -> dict[str, tuple[int, ...]]:
    """The shape of each input of a script as its reference first assigns it.

    Raises `AuthorError`.
    """
    style = exercise.spec.script
    assert style is not None
    place = place_of(exercise.reference)
    defined = first_definitions(exercise, place)
    shapes: dict[str, tuple[int, ...]] = {}
    for name, row in style.inputs.items():
        shape: tuple[int, ...] = ()
        if name in defined:
            try:
                formula = formula_of(ast.unparse(defined[name]), (), place)
                shape = formula.value({}).shape
            except Unusable as error:
                message = f"{name!r} is no plain numbers where it is first assigned"
                raise AuthorError.at(place, message) from error
        if not fits(row, shape):
            message = f"never assigns numbers of rank {row.rank} to the input {name!r}"
            raise AuthorError.at(place, message)
        shapes[name] = shape
    return shapes


def _drawn(
    exercise: Exercise,
    style: ScriptStyle,
    shapes: Mapping[str, tuple[int, ...]],
    seed: int,
) -> list[dict[str, Any]]:
    sites = {
        number: Site(name, name, shape, (False,) * math.prod(shape))
        for number, (name, shape) in enumerate(shapes.items())
    }
    return [
        {site.name: np.reshape(drawn[n], site.shape) for n, site in sites.items()}
        for drawn in sets_of(style, sites, f"{seed}/{exercise.id}")
    ]


def _steps(exercise: Exercise, formulas: Mapping[str, Formula], inputs: Row) -> Row:
    """Every step from the inputs and the steps above it."""
    known = dict(inputs)
    found: dict[str, FloatArray] = {}
    for name, formula in formulas.items():
        try:
            given = {n: plain(known[n]) for n in formula.upstream}
            found[name] = known[name] = formula.value(given)
        except (Unusable, KeyError) as error:
            message = f"{name!r} cannot be computed: {formula.text}"
            raise AuthorError.at(place_of(exercise.reference), message) from error
    return found
