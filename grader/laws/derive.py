"""The laws: which calls each derives from a base case, and what it says of them. Pure.

A law knows arguments, dimensions and parts by their declaration alone, so it serves
every exercise that has them. A base case that cannot show a law (a batch of one cannot
be cut) gives no instance.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.cases import EIGHTHS, SIGN_CYCLES, Case
from grader.exercise import ExerciseFile, LawCheck, Shape, law_parts, shape_of
from grader.laws.relation import Instance, Move, Relation, Term, as_is
from grader.values import FloatArray

IntArray = npt.NDArray[np.intp]

FACTOR = -2.0  # of a linear law: negative, since much that is wrong keeps signs apart
MORE = 2  # rounds that are added


@dataclass(frozen=True, slots=True)
class Base:
    """A law and the case it starts from."""

    check: LawCheck
    spec: ExerciseFile
    case: Case
    rng: random.Random

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts the law is about."""
        return law_parts(self.check, self.spec)

    @property
    def value(self) -> Any:
        """The argument that is changed."""
        return self.case.arguments[self.check.of or ""]

    def shape(self, part: str) -> Shape:
        """A part's declared shape."""
        return self.spec.subject.returns[part]

    def changed(self, value: Any) -> Case:
        """The case with another value of that argument."""
        assert self.check.of is not None
        given = dict(self.case.arguments) | {self.check.of: value}
        return replace(self.case, arguments=given)

    def drawn(self) -> Any:
        """A fresh value of that argument, of its kind, shape and signs."""
        argument = self.spec.subject.arguments[self.check.of or ""]
        if argument.choices:
            return self.rng.choice(argument.choices)
        cycle = SIGN_CYCLES[argument.signs]
        signs = cycle if all(cycle) else SIGN_CYCLES["mixed"]
        turn = self.rng.randrange(len(signs))
        count = int(np.size(self.value))
        cells = [
            self.rng.choice(EIGHTHS) * signs[(place + turn) % len(signs)]
            for place in range(count)
        ]
        return like(self.value, np.reshape(cells, np.shape(self.value)))

    def related(
        self, sentence: str, terms: Callable[[str], Sequence[Term]]
    ) -> tuple[Relation, ...]:
        """One relation of the same form for each part."""
        return tuple(
            Relation(sentence, part, tuple(terms(part))) for part in self.parts
        )


def like(example: Any, array: FloatArray) -> Any:
    """An array as a value of the same kind: a number, a list or an array."""
    return array if isinstance(example, np.ndarray) else np.asarray(array).tolist()


def combined(*weighted: tuple[float, Any]) -> Any:
    """A weighted sum of values of one kind."""
    total = sum(weight * np.asarray(value, float) for weight, value in weighted)
    return like(weighted[0][1], np.asarray(total))


def derive(base: Base) -> Instance | None:
    """The instance of a law that starts from a case, where it has one."""
    return LAWS[base.check.law](base)


def _scales_with(base: Base) -> Instance:
    twice = base.changed(combined((2.0, base.value)))
    rows = base.related("scales_with", lambda n: (Term(1, n), Term(0, n, -2.0)))
    return Instance((base.case, twice), rows)


def _linear_in(base: Base) -> Instance:
    other = base.drawn()
    both = combined((FACTOR, base.value), (1.0, other))
    cases = (base.case, base.changed(other), base.changed(both))
    rows = base.related(
        "linear_in", lambda n: (Term(2, n), Term(1, n, -1.0), Term(0, n, -FACTOR))
    )
    return Instance(cases, rows)


def _straight_in(base: Base) -> Instance:
    step = base.drawn()
    once, twice = (combined((1.0, base.value), (k, step)) for k in (1.0, 2.0))
    cases = (base.case, base.changed(once), base.changed(twice))
    rows = base.related(
        "straight_in", lambda n: (Term(2, n), Term(1, n, -2.0), Term(0, n))
    )
    return Instance(cases, rows)


def _zero_in(base: Base) -> Instance:
    nothing = base.changed(like(base.value, np.zeros(np.shape(base.value))))
    rows = base.related("zero_in", lambda n: (Term(1, n),))
    return Instance((base.case, nothing), rows)


def _independent_of(base: Base) -> Instance:
    other = base.changed(base.drawn())
    rows = base.related("independent_of", lambda n: (Term(1, n), Term(0, n, -1.0)))
    return Instance((base.case, other), rows)


def _continues_with(base: Base) -> Instance:
    more = base.changed(base.value + MORE)
    name = base.check.of or ""
    case = replace(more, sizes={**more.sizes, name: base.value + MORE})
    length = {p: shape_of(base.shape(p), base.case.sizes) for p in base.parts}
    rows = base.related(
        "continues_with",
        lambda n: (
            Term(1, n, move=partial(_corner, shape=length[n])),
            Term(0, n, -1.0),
        ),
    )
    return Instance((base.case, case), rows)


def _corner(array: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    return array[tuple(slice(length) for length in shape)]


def _along(base: Base, change: Callable[[FloatArray, int], FloatArray]) -> Case:
    """The case with every argument changed along the law's dimension."""
    name = base.check.along or ""
    given = dict(base.case.arguments)
    for argument, row in base.spec.subject.arguments.items():
        value = np.asarray(given[argument])
        for axis in _axes(row.shape, name):
            value = change(value, axis)
        if name in row.shape:
            given[argument] = like(given[argument], value)
    return replace(base.case, arguments=given)


def _axes(shape: Shape, dimension: str) -> list[int]:
    return [axis for axis, size in enumerate(shape) if size == dimension]


def _adds_over(base: Base) -> Instance | None:
    name = base.check.along or ""
    length = base.case.sizes[name]
    if length < MORE:
        return None
    cut = (length + 1) // 2
    spans = (slice(0, cut), slice(cut, length))
    cases = tuple(_piece(base, name, span) for span in spans)
    relations = []
    for part in base.parts:
        axes = _axes(base.shape(part), name)
        moves: list[Move] = [
            partial(_placed, axis=axes[0], span=span, length=length) if axes else as_is
            for span in spans
        ]
        terms = [Term(0, part)]
        terms += [Term(i + 1, part, -1.0, move) for i, move in enumerate(moves)]
        sentence = "adds_over" if axes else "adds_over_sum"
        relations.append(Relation(sentence, part, tuple(terms)))
    return Instance((base.case, *cases), tuple(relations))


def _piece(base: Base, name: str, span: slice) -> Case:
    def taken(array: FloatArray, axis: int) -> FloatArray:
        found: FloatArray = np.take(array, np.r_[span], axis)
        return found

    sizes = {**base.case.sizes, name: span.stop - span.start}
    return replace(_along(base, taken), sizes=sizes)


def _placed(array: FloatArray, axis: int, span: slice, length: int) -> FloatArray:
    """A piece at its place in the whole, zeros around it."""
    around = [(0, 0)] * array.ndim
    around[axis] = (span.start, length - span.stop)
    return np.pad(array, around)


def _permutes_with(base: Base) -> Instance | None:
    name = base.check.along or ""
    length = base.case.sizes[name]
    if length < MORE:
        return None
    # Turned on, never left alone: every sample changes its place.
    order = np.roll(np.arange(length), base.rng.randrange(1, length))

    def permuted(array: FloatArray, axis: int) -> FloatArray:
        found: FloatArray = np.take(array, order, axis)
        return found

    def relation(part: str) -> Relation:
        axes = _axes(base.shape(part), name)
        move = partial(_permuted_all, order=order, axes=axes)
        sentence = "permutes_with" if axes else "permutes_with_same"
        return Relation(sentence, part, (Term(1, part), Term(0, part, -1.0, move)))

    cases = (base.case, _along(base, permuted))
    return Instance(cases, tuple(map(relation, base.parts)))


def _permuted_all(
    array: FloatArray, order: IntArray, axes: Sequence[int]
) -> FloatArray:
    for axis in axes:
        array = np.take(array, order, axis)
    return array


def _masked_by(base: Base) -> Instance | None:
    mask = _mask(base.spec, base.check.by or "", base.case.arguments) <= 0
    if not mask.any():
        return None
    other = np.where(mask, base.drawn(), base.value)
    case = base.changed(like(base.value, other))
    rows = list(base.related("masked_by", lambda n: (Term(1, n), Term(0, n, -1.0))))
    masked = partial(np.multiply, mask.astype(float))
    due = base.spec.subject.arguments[base.check.of or ""].shape
    rows += [
        Relation("masked_by_zero", part, (Term(1, part, move=masked),))
        for part in base.parts
        if base.shape(part) == due
    ]
    return Instance((base.case, case), tuple(rows))


def _mask(spec: ExerciseFile, name: str, given: Mapping[str, Any]) -> FloatArray:
    """An argument, or the preactivation as the mathematics has it."""
    if name in given:
        return np.asarray(given[name], float)
    rule = spec.preactivation
    assert rule is not None
    weighted = np.asarray(given[rule.inputs]) @ np.asarray(given[rule.weights])
    return np.asarray(weighted + np.asarray(given[rule.biases]), float)


def _weight_of_ones(base: Base) -> Instance:
    ones = base.changed(like(base.value, np.ones(np.shape(base.value))))
    weights, biases = base.parts
    terms = (Term(1, weights), Term(1, biases, -1.0))
    return Instance((base.case, ones), (Relation("weight_of_ones", weights, terms),))


LAWS: dict[str, Callable[[Base], Instance | None]] = {
    "scales_with": _scales_with,
    "linear_in": _linear_in,
    "straight_in": _straight_in,
    "zero_in": _zero_in,
    "independent_of": _independent_of,
    "continues_with": _continues_with,
    "adds_over": _adds_over,
    "permutes_with": _permutes_with,
    "masked_by": _masked_by,
    "weight_of_ones": _weight_of_ones,
}
