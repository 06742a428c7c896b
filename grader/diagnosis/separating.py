"""Where two mistakes, or a mistake and the reference, answer differently. Pure."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from grader.candidate import Answer
from grader.diagnosis.matching import Behaviour, Way, alike, behaviour, part_arrays
from grader.exercise import ExerciseFile
from grader.held import near

NOWHERE = -1
ARGUMENTS, ENDING = "the arguments", "the ending"


def separating(ways: Sequence[Way]) -> list[int]:
    """For each pair of ways of two mistakes the first case in which they differ.

    The places of these cases, in order; empty where no pair differs anywhere.
    """
    places = {
        first_apart(one.shown, other.shown)
        for one, other in combinations(ways, 2)
        if one.misconception != other.misconception
    }
    return sorted(places - {NOWHERE})


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
        if not (made or (both and near(first[name], second[name]))):
            return name
    return ARGUMENTS if one.changed != other.changed else ENDING
