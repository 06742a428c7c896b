"""The formulas of a script exercise, from the first definitions in its reference.

A formula is an expression over inputs and other steps. The author's file is trusted,
so its expressions are compiled and run in the host, on plain numbers that were checked
before. There is no second copy of the graph: whatever a formula reads is its upstream.
A public exercise has no reference: its formulas are known on public numbers alone.
"""

import ast
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

import numpy as np

from grader.bundle import Table, Tables, array_of, key_of, read_answers
from grader.errors import AuthorError
from grader.exercise import Exercise, ScriptStyle, place_of
from grader.values import FloatArray

NAMES: dict[str, Any] = {
    "np": np,
    "abs": abs,
    "len": len,
    "max": max,
    "min": min,
    "range": range,
    "sum": sum,
    "zip": zip,
}


class Unusable(ValueError):
    """A formula cannot be computed on what there is."""


class Unknown(Unusable):
    """A formula is known on public numbers alone, and these are others."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One expression and the quantities it reads."""

    text: str
    code: CodeType
    upstream: tuple[str, ...]

    def value(self, given: Mapping[str, Any]) -> FloatArray:
        """The formula's value. Raises `Unusable` where it has none."""
        result = self.result({**NAMES, **given})
        try:
            return np.asarray(result, dtype=np.float64)
        except Exception as error:
            raise Unusable(self.text) from error

    def result(self, names: Mapping[str, Any]) -> Any:
        """What the expression gives over some names. Raises `Unusable`."""
        try:
            with np.errstate(all="ignore"):
                # Compiled from the author's reference or YAML, never from a learner.
                return eval(self.code, dict(names))  # noqa: S307
        except Exception as error:
            raise Unusable(self.text) from error


@dataclass(frozen=True, slots=True)
class Tabled(Formula):
    """A formula that is not known, but for its values on public numbers."""

    rows: Mapping[str, Any]
    _keys: dict[bytes, str] = field(default_factory=dict)

    def value(self, given: Mapping[str, Any]) -> FloatArray:
        """The value that is stored for what it reads. Raises `Unknown`."""
        return array_of(self._row(given))

    def result(self, names: Mapping[str, Any]) -> Any:
        """The same as a plain value. Raises `Unknown`."""
        return self.value(names)

    def _row(self, given: Mapping[str, Any]) -> Any:
        arrays = [np.asarray(given[name], np.float64) for name in self.upstream]
        known = b"".join(repr(a.shape).encode() + a.tobytes() for a in arrays)
        if known not in self._keys:
            self._keys[known] = key_of(arrays)
        try:
            return self.rows[self._keys[known]]
        except KeyError:
            raise Unknown(self.text) from None


class Marked(Tabled):
    """A wrong formula of which only the keys of its values are known."""

    def value(self, given: Mapping[str, Any]) -> FloatArray:
        """Nothing. Raises `Unknown`."""
        raise Unknown(", ".join(given))

    def gives(self, given: Mapping[str, Any], array: FloatArray) -> bool:
        """Whether its value is an array. Raises `Unknown`."""
        return bool(self._row(given) == key_of([array]))


@dataclass(frozen=True, slots=True)
class Graph:
    """All formulas of an exercise: of steps, other right ones, wrong ones."""

    steps: Mapping[str, Formula]
    also: Mapping[str, tuple[Formula, ...]]
    mistakes: Mapping[str, Mapping[str, Formula]]
    vectors: Mapping[str, Formula]


NOWHERE = compile("...", "", "eval")


def stored_graph(tables: Tables) -> Graph:
    """The graph of a public exercise, from its tables."""

    def tabled(table: Table) -> Formula:
        return Tabled("", NOWHERE, table.reads, table.rows)

    def marked(table: Table) -> Formula:
        return Marked("", NOWHERE, table.reads, table.rows)

    def all_of(tables: Mapping[str, Table]) -> dict[str, Formula]:
        return {name: tabled(table) for name, table in tables.items()}

    return Graph(
        steps=all_of(tables.steps),
        also={name: tuple(map(tabled, rows)) for name, rows in tables.also.items()},
        mistakes={
            step: {name: marked(table) for name, table in rows.items()}
            for step, rows in tables.mistakes.items()
        },
        vectors=all_of(tables.vectors),
    )


def graph_of(exercise: Exercise) -> Graph:
    """The graph of a script exercise. Raises `AuthorError`."""
    if exercise.public:
        return stored_graph(read_answers(exercise).tables)
    style = exercise.spec.script
    assert style is not None
    known = style.inputs.keys() | style.steps.keys()
    place = place_of(exercise.reference)
    found = first_definitions(exercise, place)
    steps: dict[str, Formula] = {}
    for name, step in style.steps.items():
        if step.update:
            continue
        if name not in found:
            raise AuthorError.at(place, f"never assigns {name!r}; define its formula")
        steps[name] = formula_of(ast.unparse(found[name]), known, place)
    _without_cycle(steps, style, place)
    rows = style.steps.items()
    vectors = style.vectors.formulas if style.vectors else {}
    return Graph(
        steps=steps,
        also={n: tuple(formula_of(t, known, place) for t in s.also) for n, s in rows},
        mistakes={
            n: {m: formula_of(t, known, place) for m, t in s.mistakes.items()}
            for n, s in rows
        },
        vectors={n: formula_of(t, known, place) for n, t in vectors.items()},
    )


def first_definitions(exercise: Exercise, place: str) -> dict[str, ast.expr]:
    """The first plain assignment to each name at the top level of the reference."""
    try:
        tree = ast.parse(exercise.reference.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise AuthorError.at(place, f"cannot be read: {error}") from error
    found: dict[str, ast.expr] = {}
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
            if isinstance(target, ast.Name):
                found.setdefault(target.id, statement.value)
    return found


def formula_of(text: str, known: Collection[str], place: str) -> Formula:
    """Compile an expression of the author's. Raises `AuthorError`."""
    try:
        tree = ast.parse(text, mode="eval")
    except SyntaxError as error:
        raise AuthorError.at(place, f"{text!r} is no expression: {error}") from error
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    upstream = tuple(dict.fromkeys(name for name in names if name in known))
    return Formula(text, compile(tree, place, "eval"), upstream)


def _without_cycle(
    steps: Mapping[str, Formula], style: ScriptStyle, place: str
) -> None:
    """A step reads only inputs and steps above it in the YAML."""
    above = set(style.inputs)
    for name, formula in steps.items():
        for needed in formula.upstream:
            if needed not in above:
                message = f"{name!r} reads {needed!r}, which comes later in the YAML"
                raise AuthorError.at(place, message)
        above.add(name)
