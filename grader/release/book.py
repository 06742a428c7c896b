"""A script's formulas, written down value by value as they are met. Pure.

Of a right formula the value is kept, of a wrong one the value's key, both under the key
of what was read. What the learner sees at home is judged from these tables alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from grader.bundle import Table, Tables, key_of, written
from grader.script.graph import Formula, Graph, Unusable
from grader.script.quantities import Absent, Moment, Reader, final_of, plain
from grader.script.trace import Run, Write
from grader.spelling import normal
from grader.values import FloatArray, Part

Kind = tuple[str, ...]
Held = Mapping[str, FloatArray]
MISTAKES = "mistakes"


@dataclass
class Book:
    """Tables that grow by one moment after the other."""

    reader: Reader
    rows: dict[Kind, dict[str, Any]] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    @property
    def graph(self) -> Graph:
        """The formulas themselves."""
        return self.reader.graph

    def take_inputs(self, inputs: Held, *, named: bool) -> None:
        """Every formula on some inputs; wrong ones too where it is `named`.

        Where a step has other right values, also on these, which others may read.
        """
        moment = _moment(inputs)
        steps = self._true(moment)
        for held in (steps, *self._others(moment, steps)):
            every = {**held, **inputs}
            at = _moment(every)
            for step in self.graph.steps:
                if self._is_new(step, every, named=named):
                    self._own(step, at, named=named)

    def take_run(self, run: Run) -> None:
        """Every formula on what an honest solution held when it took each step."""
        for step in self.graph.steps:
            final = final_of(self.reader, run.trace, step)
            if final is not None:
                moment = Moment(final.held, run.given, run.hosts)
                self._once(moment)
                self._own(step, moment, named=True)

    def tables(self) -> Tables:
        """All formulas as tables."""

        def table(formula: Formula, *kind: str) -> Table:
            rows = sorted(self.rows.get(kind, {}).items())
            return Table(formula.upstream, dict(rows))

        graph = self.graph
        return Tables(
            steps={n: table(f, "steps", n) for n, f in graph.steps.items()},
            also={
                n: tuple(table(f, "also", n, str(i)) for i, f in enumerate(rows))
                for n, rows in graph.also.items()
                if rows
            },
            mistakes={
                step: {n: table(f, MISTAKES, step, n) for n, f in rows.items()}
                for step, rows in graph.mistakes.items()
                if rows
            },
            vectors={n: table(f, "vectors", n) for n, f in graph.vectors.items()},
        )

    def _is_new(self, step: str, held: Held, *, named: bool) -> bool:
        """Whether what a step's formulas read was not met together before."""
        row = self.reader.style.steps[step]
        formulas = [self.graph.steps[step], *self.graph.also.get(step, ())]
        if named:
            formulas += self.graph.mistakes.get(step, {}).values()
        if step in self.graph.vectors:
            formulas.append(self.graph.vectors[step])
        names = {n for formula in formulas for n in formula.upstream}
        names |= {*chain(*row.upstream.values())}
        rows = ((n, held[n].shape, held[n].tobytes()) for n in sorted(names & {*held}))
        key = repr((step, named, *rows))
        new = key not in self._taken
        self._taken.add(key)
        return new

    def _once(self, moment: Moment) -> None:
        """Every step on right values, unless these inputs were taken before."""
        inputs = [n for n in self.reader.style.inputs if n not in self.graph.steps]
        key = ""
        for name in inputs:
            try:
                key += key_of([self.reader.own(name, moment)])
            except (Absent, Unusable):
                key += "-"
        if key not in self._taken:
            self._taken.add(key)
            self._true(moment)

    def _true(self, moment: Moment) -> dict[str, FloatArray]:
        """Every step on right values, as far as it has one."""
        found: dict[str, FloatArray] = {}
        for step in self.graph.steps:
            for kind, formula in self._right(step, moment):
                given = self._given(formula, moment, found)
                if given is None:
                    continue
                value = self._row(kind, formula, given)
                if value is not None and kind[0] != "also":
                    found[step] = value
        return found

    def _given(
        self, formula: Formula, moment: Moment, found: Held
    ) -> dict[str, Any] | None:
        """The right values that a formula reads; None where one has none."""
        try:
            return {
                n: plain(found[n] if n in found else self.reader.true(n, moment))
                for n in formula.upstream
            }
        except (Absent, Unusable):
            return None

    def _others(self, moment: Moment, steps: Held) -> Iterator[Held]:
        """The steps of a moment with one of them by another right formula."""
        for name, formulas in self.graph.also.items():
            for formula in formulas:
                given = self._given(formula, moment, steps)
                value = None if given is None else _value(formula, given)
                if value is not None:
                    yield {**steps, name: value}

    def _own(self, step: str, moment: Moment, *, named: bool) -> None:
        """A step on what is held, in every spelling; its mistakes too."""
        instead = self.reader.style.steps[step].upstream
        kinds = [*self._right(step, moment)]
        if named:
            mistakes = self.graph.mistakes.get(step, {}).items()
            kinds += [((MISTAKES, step, name), row) for name, row in mistakes]
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

    def _row(
        self, kind: Kind, formula: Formula, given: Mapping[str, Any]
    ) -> FloatArray | None:
        """Write down a formula's value; None where it has none."""
        value = _value(formula, given)
        if value is None:
            return None
        key = key_of(given[name] for name in formula.upstream)
        kept = key_of([value]) if kind[0] == MISTAKES else written(value)
        self.rows.setdefault(kind, {}).setdefault(key, kept)
        return value


def _value(formula: Formula, given: Mapping[str, Any]) -> FloatArray | None:
    try:
        return formula.value(given)
    except Unusable:
        return None


def _moment(held: Held) -> Moment:
    """A moment at which these quantities are held."""
    writes = {
        normal(name): Write(number, normal(name), Part(array, coarse=False), -1, 0)
        for number, (name, array) in enumerate(held.items())
    }
    return Moment(writes, {}, {})
