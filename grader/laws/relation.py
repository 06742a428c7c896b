"""A relation among answers: terms that add up to zero, within tolerances. Pure.

A law is judged on the answers of one submission alone, so it knows no right value. A
term is linear in the part it takes, and every move keeps signs: so a tolerance passes
through the same moves as its value, and a relation may be off by their sum.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from grader.cases import Case
from grader.values import FloatArray

Move = Callable[[FloatArray], FloatArray]
Parts = Mapping[str, FloatArray]


def as_is(array: FloatArray) -> FloatArray:
    """The move that leaves everything in its place."""
    return array


@dataclass(frozen=True, slots=True)
class Term:
    """A factor times a part of one of the answers, as `move` arranges it."""

    answer: int
    part: str
    factor: float = 1.0
    move: Move = as_is


@dataclass(frozen=True, slots=True)
class Relation:
    """Terms that add up to 0; `sentence` names what a learner is told."""

    sentence: str
    part: str
    terms: tuple[Term, ...]

    @property
    def needed(self) -> dict[int, tuple[str, ...]]:
        """The parts that are read of each answer, by its number."""
        found: dict[int, dict[str, None]] = {}
        for term in self.terms:
            found.setdefault(term.answer, {})[term.part] = None
        return {answer: tuple(parts) for answer, parts in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class Instance:
    """A base case, the cases derived from it, and how their answers are related."""

    cases: tuple[Case, ...]
    relations: tuple[Relation, ...]


def holds(
    relation: Relation, values: Mapping[int, Parts], allowed: Mapping[int, Parts]
) -> bool:
    """Whether a relation holds among values that may each be off by what is allowed.

    NaN and infinity hold nothing.
    """
    with np.errstate(all="ignore"):
        off = sum(term.factor * _taken(term, values) for term in relation.terms)
        most = sum(abs(term.factor) * _taken(term, allowed) for term in relation.terms)
        return bool(np.all(np.abs(off) <= most))


def tells_nothing(relation: Relation, values: Mapping[int, Parts]) -> bool:
    """Whether every term is zero, so that the relation holds whatever it says."""
    return not any(_taken(term, values).any() for term in relation.terms)


def _taken(term: Term, values: Mapping[int, Parts]) -> FloatArray:
    return term.move(values[term.answer][term.part])
