"""The ladder of hints for one exercise, keyed to what is wrong. Pure.

First what the author says about the mistake that was named, then about the exercise,
last one element worked out on a visible example. The rungs of each source lead from
the concept to shapes (what meets what) to worked numbers. Nothing here has seen a
hidden case.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from grader.exercise import Exercise
from grader.hints.worked import worked
from grader.result import Diagnosis

__all__ = ["Hint", "Kind", "ladder", "rungs"]

STEP = "Look at {name} first. {title}"


class Kind(StrEnum):
    """What a rung is about."""

    CONCEPT = "concept"
    SHAPES = "shapes"
    WORKED = "worked"


@dataclass(frozen=True, slots=True)
class Hint:
    """One rung."""

    kind: Kind
    text: str


def ladder(exercise: Exercise, diagnosis: Diagnosis | None = None) -> tuple[Hint, ...]:
    """All rungs for a diagnosis, or for none; the first is to be shown first."""
    found = (*_about(exercise, diagnosis), *rungs(exercise.spec.hints))
    last = worked(exercise)
    return (*found, Hint(Kind.WORKED, last)) if last else found


def rungs(sentences: Sequence[str]) -> tuple[Hint, ...]:
    """An author's hints: first a concept; the last of three or more is worked."""
    last = len(sentences) - 1
    return tuple(Hint(_kind(n, last), text) for n, text in enumerate(sentences))


def _kind(place: int, last: int) -> Kind:
    if not place:
        return Kind.CONCEPT
    return Kind.WORKED if place == last and last > 1 else Kind.SHAPES


def _about(exercise: Exercise, diagnosis: Diagnosis | None) -> Iterator[Hint]:
    """What is said of the mistake, or of the step where no mistake is known."""
    if diagnosis is None:
        return
    known = exercise.spec.misconceptions.get(diagnosis.misconception or "")
    if known is not None:
        yield from rungs(known.hints)
        return
    script = exercise.spec.script
    step = script.steps.get(diagnosis.step) if script else None
    if step is not None:
        text = STEP.format(name=diagnosis.step, title=step.title)
        yield Hint(Kind.CONCEPT, text)
