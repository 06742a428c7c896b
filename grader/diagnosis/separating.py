"""Where two mistakes, or a mistake and the reference, answer differently. Pure.

Whoever has workers hands in a way to ask them.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

from grader.candidate import Answer
from grader.cases import Case
from grader.diagnosis.matching import (
    Behaviour,
    alike,
    behaviour,
    part_arrays,
    same,
)
from grader.examiner.suite import ways_of
from grader.examiner.wide import wide_cases
from grader.exercise import Exercise, ExerciseFile

NOWHERE = -1
ARGUMENTS, ENDING = "the arguments", "the ending"
Ask = Callable[[Path, Sequence[Case]], Sequence[Answer]]


def separating_cases(
    exercise: Exercise, names: Collection[str], ask: Ask
) -> tuple[Case, ...]:
    """Of many cases a few that separate some misconceptions of a function or class.

    For each two ways of writing two of them, the first case in which they differ; none
    for two that answer all cases alike. `ask` runs a solution on cases.
    """
    cases = [row.case for row in wide_cases(exercise)]
    ways = ways_of(exercise)
    seen = {
        name: [behaviours(exercise.spec, ask(path, cases)) for path in ways[name]]
        for name in names
    }
    places = {
        first_apart(one, other)
        for first, second in combinations(seen.values(), 2)
        for one, other in product(first, second)
    }
    return tuple(cases[place] for place in sorted(places - {NOWHERE}))


def behaviours(spec: ExerciseFile, answers: Sequence[Answer]) -> list[Behaviour]:
    """What each case showed."""
    return [behaviour(answer, spec) for answer in answers]


def first_apart(one: Sequence[Behaviour], other: Sequence[Behaviour]) -> int:
    """The place of the first case in which two differ, `NOWHERE` if in none."""
    pairs = zip(one, other, strict=True)
    found: Iterator[int] = (n for n, pair in enumerate(pairs) if not alike(*pair))
    return next(found, NOWHERE)


def differing(one: Answer, other: Answer, spec: ExerciseFile) -> str:
    """The first part in which two answers differ that are not alike, or what else."""
    if one.fault is not None or other.fault is not None:
        return ENDING
    first, second = part_arrays(one, spec), part_arrays(other, spec)
    for name in dict.fromkeys((*first, *second)):
        both = name in first and name in second
        made = name.startswith("new_")  # start values are random
        if not (made or (both and same(first[name], second[name]))):
            return name
    return ARGUMENTS if one.changed != other.changed else ENDING
