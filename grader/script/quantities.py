"""What a quantity held at a moment of a trace, by its accepted spellings. Pure.

A name may live twice with two shapes, and a quantity may be spelled in two ways in one
notebook; shapes are never unified. So a quantity has candidates: every spelling that
held something of a fitting shape at that moment, the first of the list first.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader.exercise import ScriptStyle
from grader.script.graph import Formula, Graph, Unusable
from grader.script.trace import Final, Trace, Write, alike
from grader.spelling import normal
from grader.values import FloatArray, Part

BATCH = 2
MAX_GATHERED = 16
MAX_COMBINATIONS = 24


class Absent(ValueError):
    """An input that the submission has not and that has no default."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A step's last write in one run, all that was held then, the host's inputs."""

    held: Mapping[str, Write]
    given: Mapping[int, list[float]]
    hosts: Mapping[str, tuple[FloatArray, ...]]


def spellings(style: ScriptStyle, quantity: str) -> tuple[str, ...]:
    """The accepted names of a quantity in their normal form, in order."""
    row = style.inputs.get(quantity)
    step = style.steps.get(quantity)
    aliases = (row.aliases if row else ()) + (step.aliases if step else ())
    return tuple(dict.fromkeys(normal(name) for name in (quantity, *aliases)))


def watched(style: ScriptStyle) -> dict[str, list[str]]:
    """The normal names a worker has to watch, of inputs and of steps."""
    inputs = {n for quantity in style.inputs for n in spellings(style, quantity)}
    steps = {n for quantity in style.steps for n in spellings(style, quantity)}
    for step in style.steps.values():
        if step.gathered:
            steps |= {f"{step.gathered}{i}" for i in range(MAX_GATHERED)}
    return {"inputs": sorted(inputs), "steps": sorted(steps - inputs)}


def fitted(part: Part | None, rank: int) -> FloatArray | None:
    """A value as a formula takes it: a row stands for a batch of one."""
    if part is None or not np.isfinite(part.array).all():
        return None
    array = part.array
    if rank == BATCH and array.ndim == 1:
        return array.reshape(1, -1)
    if rank == 1 and array.ndim == BATCH and array.shape[0] == 1:
        return array.reshape(-1)
    return array if array.ndim == rank else None


def of_rank(part: Part | None, rank: int) -> bool:
    """Whether a step's value has the rank due, a batch of one in either form."""
    if part is None:
        return False
    ranks = {0: (0,), 1: (1, 2), 2: (1, 2)}[rank]
    return part.array.ndim in ranks


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the quantities of one exercise at a moment.

    A script has a moment for each step, and few writes lie between two of them: what
    depends on the same writes is found out once. Each moment is kept with that, so that
    no other object can take the place of what was told by its id.
    """

    style: ScriptStyle
    graph: Graph
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _true: dict[tuple[object, ...], FloatArray] = field(default_factory=dict)
    _inputs: dict[int, tuple[tuple[int, ...], Moment]] = field(default_factory=dict)
    _fitting: dict[tuple[object, ...], tuple[list[FloatArray], Moment]] = field(
        default_factory=dict
    )

    def spelled(self, quantity: str) -> tuple[str, ...]:
        """`spellings`, found out once."""
        if quantity not in self._names:
            self._names[quantity] = spellings(self.style, quantity)
        return self._names[quantity]

    def rank(self, quantity: str) -> int:
        """The rank a formula expects."""
        row = self.style.inputs.get(quantity) or self.style.steps[quantity]
        return row.rank

    def candidates(
        self, quantity: str, moment: Moment, instead: tuple[str, ...] = ()
    ) -> list[FloatArray]:
        """What may have been used as a quantity: its spellings, then substitutes."""
        names = [name for q in (quantity, *instead) for name in self.spelled(q)]
        writes = [moment.held.get(name) for name in names]
        key = (quantity, id(moment.hosts), *map(id, writes))
        if key not in self._fitting:
            self._fitting[key] = self._fit(quantity, writes, moment), moment
        return self._fitting[key][0]

    def _fit(
        self, quantity: str, writes: list[Write | None], moment: Moment
    ) -> list[FloatArray]:
        rank = self.rank(quantity)
        arrays = [fitted(write.part, rank) for write in writes if write is not None]
        found = [array for array in arrays if array is not None]
        row = self.style.inputs.get(quantity)
        if row is not None and row.fixed:
            return self._hosts(quantity, found, moment)
        return found

    def _hosts(
        self, quantity: str, found: list[FloatArray], moment: Moment
    ) -> list[FloatArray]:
        """Of a fixed input only what the host gave, also where it was overwritten."""
        given = moment.hosts.get(quantity, ())
        if not given:
            return found
        return [array for array in found if _among(array, given)] or list(given)

    def own(self, quantity: str, moment: Moment) -> FloatArray:
        """The learner's own value, else the formula's, else the default."""
        found = self.candidates(quantity, moment)
        if found:
            return found[0]
        if any(name in moment.held for name in self.spelled(quantity)):
            raise Unusable(quantity)
        return self._absent(quantity, moment)

    def _absent(self, quantity: str, moment: Moment) -> FloatArray:
        row = self.style.inputs.get(quantity)
        if row is not None:
            if row.default is None:
                raise Absent(quantity)
            return np.asarray(row.default)
        formula = self.formula(quantity, moment)
        return formula.value({n: plain(self.own(n, moment)) for n in formula.upstream})

    def true(self, quantity: str, moment: Moment) -> FloatArray:
        """The right value from the inputs of that moment, whatever steps hold."""
        key = (quantity, self._read(moment))
        if key not in self._true:
            self._true[key] = self._truly(quantity, moment)
        return self._true[key]

    def _read(self, moment: Moment) -> tuple[int, ...]:
        """What a right value depends on: the writes of inputs, and the host's."""
        if id(moment) not in self._inputs:
            rule = self.style.vectors
            read = (*self.style.inputs, *([rule.of] if rule else []))
            names = (name for quantity in read for name in self.spelled(quantity))
            writes = (id(moment.held.get(name)) for name in names)
            self._inputs[id(moment)] = (*writes, id(moment.hosts)), moment
        return self._inputs[id(moment)][0]

    def _truly(self, quantity: str, moment: Moment) -> FloatArray:
        if quantity in self.style.inputs and quantity not in self.graph.steps:
            return self.own(quantity, moment)
        formula = self.formula(quantity, moment)
        return formula.value({n: plain(self.true(n, moment)) for n in formula.upstream})

    def formula(self, step: str, moment: Moment) -> Formula:
        """A step's formula, for vectors of the length there is."""
        rule = self.style.vectors
        if rule is not None and step in self.graph.vectors:
            try:
                length = self.own(rule.of, moment).shape[0]
            except (Absent, Unusable):
                length = rule.length
            if length != rule.length:
                return self.graph.vectors[step]
        return self.graph.steps[step]

    def combinations(
        self, names: tuple[str, ...], moment: Moment, instead: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """The learner's own upstream, in every spelling there is."""
        rows: list[list[FloatArray]] = []
        for name in names:
            found = self.candidates(name, moment, tuple(instead.get(name, ())))
            rows.append(found or [self.own(name, moment)])
        products = itertools.islice(itertools.product(*rows), MAX_COMBINATIONS)
        return [
            {name: plain(value) for name, value in zip(names, row, strict=True)}
            for row in products
        ]


def final_of(reader: Reader, trace: Trace, step: str) -> Final | None:
    """The last write of a step: in its first spelling that is assigned at all.

    A name may live twice, so numbers of another rank are passed over where there are
    some of the rank due; what is no numbers has no other role, and counts.
    """
    rank = reader.style.steps[step].rank
    for name in reader.spelled(step):
        found = [f for f in trace.finals if f.write.key == name]
        fitting = [f for f in found if not _another_role(f.write.part, rank)]
        if found:
            return max(fitting or found, key=lambda final: final.write.number)
    gathered = reader.style.steps[step].gathered
    return _gathered(trace, gathered) if gathered else None


def _another_role(part: Part | None, rank: int) -> bool:
    """Whether a value can be another quantity of the same name."""
    return part is not None and part.array.ndim <= BATCH and not of_rank(part, rank)


def _gathered(trace: Trace, prefix: str) -> Final | None:
    """`dx0`, `dx1`, ... as one value, at the moment of the last of them."""
    rows: list[Final] = []
    for index in range(MAX_GATHERED):
        name = f"{prefix}{index}"
        found = [f for f in trace.finals if f.write.key == name]
        if not found:
            break
        rows.append(max(found, key=lambda final: final.write.number))
    arrays = [row.write.part.array for row in rows if row.write.part is not None]
    if not rows or len(arrays) < len(rows) or len({a.shape for a in arrays}) > 1:
        return None
    last = max(rows, key=lambda final: final.write.number)
    coarse = any(row.write.part.coarse for row in rows if row.write.part)
    part = Part(np.array(arrays), coarse)
    write = Write(last.write.number, prefix, part, -1, last.write.line)
    return Final(write, last.held)


def _among(array: FloatArray, given: tuple[FloatArray, ...]) -> bool:
    """Whether a value is one of the host's, in whatever precision it is kept."""
    return any(
        array.size == row.size and alike(array.reshape(-1), row.reshape(-1))
        for row in given
    )


def plain(value: FloatArray) -> Any:
    """A value as a formula takes it: a float for a single number."""
    return float(value) if not value.ndim else value
