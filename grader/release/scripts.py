"""What stands in `answers.json` of a script: draws, and its formulas as tables of them.

A formula must not ship, since it is what is asked for. So it is computed here on every
set of public numbers that may stand in a learner's script: in the shapes of the stub,
of every honest solution, and in other sizes of the same dimensions. Honest solutions
are run on these numbers too, so that what they compute on the way, a z of their own or
weights after a step, is in the tables as well.
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from grader.bundle import Draws, Stored, Table, Tables, key_of, shape_key, written
from grader.candidate import Workers
from grader.examiner.script import ScriptSuite, gather_script, sites_of
from grader.examiner.suite import confinement_of, read_solution
from grader.exercise import Exercise, ScriptStyle
from grader.laws import PUBLIC
from grader.protocol import normal
from grader.release.sizes import Shapes, other_sizes
from grader.script.draw import Values, fitting_sites, sets_of
from grader.script.graph import Formula, Graph, Unusable, graph_of
from grader.script.quantities import Absent, Moment, Reader, final_of, plain
from grader.script.trace import Run, Site, Write
from grader.values import FloatArray, Part

DIGITS = 12
Kind = tuple[str, ...]


def tabled(exercise: Exercise, workers: Workers) -> Stored:
    """The draws and tables of a script. Raises `AuthorError`."""
    graph = graph_of(exercise)
    bare = ScriptSuite(exercise, 0, graph, confinement_of(exercise))
    passed = sorted(exercise.solutions.glob("passed/*"))
    sources = [read_solution(path) for path in passed if path.suffix in FILES]
    stub = read_solution(exercise.stub)
    found: list[Shapes] = []
    for source in (stub, *sources):
        with bare.open(workers, source) as candidate:
            shapes = shapes_in(bare.style, sites_of(candidate))
        if shapes not in found and shapes:
            found.append(shapes)
    draws = tuple(_draws(exercise, found))
    suite = replace(bare, exercise=replace(exercise, public=True), draws=draws)
    book = _Book(Reader(suite.style, graph))
    for index, draw in enumerate(draws):
        book.take_draw(draw, named=index < 2 * len(found))
    for source in sources:
        with suite.open(workers, source) as candidate:
            for run in gather_script(suite, candidate).runs:
                book.take_run(run)
    return Stored(draws=draws, tables=book.tables())


FILES = (".py", ".ipynb")


def shapes_in(style: ScriptStyle, sites: Mapping[int, Site]) -> Shapes:
    """The shapes in which a script assigns each input."""
    rows = fitting_sites(style, sites).values()
    return frozenset((quantity, site.shape) for quantity, site in rows)


def _draws(exercise: Exercise, found: Sequence[Shapes]) -> Iterator[Draws]:
    """Six sets for each group of shapes, with fractions and of whole numbers."""
    style = exercise.spec.script
    assert style is not None
    for shapes in (*found, *other_sizes(found)):
        for whole in (False, True):
            sites = {
                number: Site(name, name, shape, (whole,) * math.prod(shape))
                for number, (name, shape) in enumerate(sorted(shapes))
            }
            seed = f"{PUBLIC}/{exercise.id}/{sorted(shapes)}/{whole}"
            sets = sets_of(style, sites, seed)
            yield Draws(whole, tuple(_by_shape(sites, values) for values in sets))


def _by_shape(
    sites: Mapping[int, Site], values: Values
) -> dict[str, dict[str, list[float]]]:
    found: dict[str, dict[str, list[float]]] = {}
    for number, flat in values.items():
        site = sites[number]
        found.setdefault(site.name, {})[shape_key(site.shape)] = flat
    return found


@dataclass
class _Book:
    """Tables that grow by one moment after the other."""

    reader: Reader
    rows: dict[Kind, dict[str, Any]] = field(default_factory=dict)

    @property
    def graph(self) -> Graph:
        """The formulas themselves."""
        return self.reader.graph

    def take_draw(self, draw: Draws, *, named: bool) -> None:
        """Every formula on the sets of a draw; wrong ones too where it is `named`.

        With each input as given, and with those left out that have a default.
        """
        left_out = {
            name
            for name, row in self.reader.style.inputs.items()
            if row.default is not None
        }
        for one in draw.sets:
            for without in (set(), left_out) if left_out else (set(),):
                self._take_set(one, without, named=named)

    def _take_set(
        self,
        one: Mapping[str, Mapping[str, Sequence[float]]],
        without: set[str],
        *,
        named: bool,
    ) -> None:
        held = [
            (name, np.reshape(flat, _shape(key)))
            for name, rows in one.items()
            for key, flat in rows.items()
            if name not in without
        ]
        for combination in _one_each(held):
            moment = _moment(combination)
            self._true(moment)
            steps = self._known(moment)
            for step in self.graph.steps:
                self._own(step, _moment(combination | steps), named=named)
            self._others(combination, steps, named=named)

    def _others(
        self,
        inputs: Mapping[str, FloatArray],
        steps: Mapping[str, FloatArray],
        *,
        named: bool,
    ) -> None:
        """The same where a step has another right value, which others may read."""
        for name, formulas in self.graph.also.items():
            for formula in formulas:
                try:
                    moment = _moment(inputs)
                    given = {
                        n: plain(self.reader.true(n, moment)) for n in formula.upstream
                    }
                    other = {name: formula.value(given)}
                except (Absent, Unusable):
                    continue
                for step in self.graph.steps:
                    moment = _moment({**inputs, **steps, **other})
                    self._own(step, moment, named=named)

    def take_run(self, run: Run) -> None:
        """Every formula on what an honest solution held when it took each step."""
        for step in self.graph.steps:
            final = final_of(self.reader, run.trace, step)
            if final is None:
                continue
            moment = Moment(final.held, run.given, run.hosts)
            self._true(moment)
            self._own(step, moment, named=True)

    def _known(self, moment: Moment) -> dict[str, FloatArray]:
        """All steps that have a right value at a moment."""
        found: dict[str, FloatArray] = {}
        for step in self.graph.steps:
            try:
                found[step] = self.reader.true(step, moment)
            except (Absent, Unusable):
                continue
        return found

    def _true(self, moment: Moment) -> None:
        """Every step on right values."""
        for step in self.graph.steps:
            for kind, formula in self._right(step, moment):
                try:
                    given = {
                        n: plain(self.reader.true(n, moment)) for n in formula.upstream
                    }
                except (Absent, Unusable):
                    continue
                self._row(kind, formula, given)

    def _own(self, step: str, moment: Moment, *, named: bool) -> None:
        """A step on what is held, in every spelling; its mistakes too."""
        instead = self.reader.style.steps[step].upstream
        kinds = [*self._right(step, moment)]
        if named:
            mistakes = self.graph.mistakes.get(step, {}).items()
            kinds += [(("mistakes", step, name), row) for name, row in mistakes]
        for kind, formula in kinds:
            try:
                rows = self.reader.combinations(formula.upstream, moment, instead)
            except (Absent, Unusable):
                continue
            for given in rows:
                self._row(kind, formula, given)

    def _right(self, step: str, moment: Moment) -> Iterator[tuple[Kind, Formula]]:
        """The right formulas of a step at a moment."""
        formula = self.reader.formula(step, moment)
        vectors = formula is not self.graph.steps[step]
        yield ("vectors" if vectors else "steps", step), formula
        for number, other in enumerate(self.graph.also.get(step, ())):
            yield ("also", step, str(number)), other

    def _row(self, kind: Kind, formula: Formula, given: Mapping[str, Any]) -> None:
        key = key_of(given[name] for name in formula.upstream)
        rows = self.rows.setdefault(kind, {})
        if key in rows:
            return
        try:
            value = formula.value(given)
        except Unusable:
            return
        rows[key] = written(value)

    def tables(self) -> Tables:
        """All formulas as tables."""

        def table(kind: Kind, formula: Formula) -> Table:
            return Table(
                formula.upstream, dict(sorted(self.rows.get(kind, {}).items()))
            )

        graph = self.graph
        return Tables(
            steps={n: table(("steps", n), f) for n, f in graph.steps.items()},
            also={
                n: tuple(table(("also", n, str(i)), f) for i, f in enumerate(rows))
                for n, rows in graph.also.items()
                if rows
            },
            mistakes={
                step: {n: table(("mistakes", step, n), f) for n, f in rows.items()}
                for step, rows in graph.mistakes.items()
                if rows
            },
            vectors={n: table(("vectors", n), f) for n, f in graph.vectors.items()},
        )


def _shape(key: str) -> tuple[int, ...]:
    return tuple(int(side) for side in key.split("x")) if key else ()


def _one_each(
    held: Sequence[tuple[str, FloatArray]],
) -> Iterator[dict[str, FloatArray]]:
    """Every way to take one shape of each input."""
    names = list(dict.fromkeys(name for name, _ in held))
    rows = [[array for n, array in held if n == name] for name in names]
    for combination in itertools.product(*rows):
        yield dict(zip(names, combination, strict=True))


def _moment(held: Mapping[str, FloatArray]) -> Moment:
    """A moment at which these quantities are held."""
    writes = {
        normal(name): Write(number, normal(name), Part(array, coarse=False), -1, 0)
        for number, (name, array) in enumerate(held.items())
    }
    return Moment(writes, {}, {})
