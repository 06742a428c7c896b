"""The certificate: every two mistakes of an exercise answer differently somewhere.

Only then can a wrong answer be named. For each pair of misconceptions, and for each and
the reference, in all their ways of writing, an input that separates them is looked for:
in the suite's own cases, then in a wide search. What is found is kept. Two for which
there is none are one mistake under two names.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from grader.candidate import Answer, Workers
from grader.diagnosis.separating import (
    NOWHERE,
    behaviours,
    differing,
    first_apart,
)
from grader.examiner.suite import Suite, mistakes_of, read_solution
from grader.examiner.wide import Wide, ask, wide_cases
from grader.exercise import Exercise
from grader.verification.proof import Proof

SUBJECT = "certificate"
REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Separation:
    """Two ways of writing different mistakes, and where they answer differently.

    `place` is a case or a run, empty where there is none; `wide` where it is none of
    the suite's own. `part` is what differs there.
    """

    one: str
    other: str
    place: str = ""
    part: str = ""
    wide: bool = False

    @property
    def pair(self) -> tuple[str, str]:
        """The two mistakes, in the order of the alphabet."""
        one, other = sorted((mistake_of(self.one), mistake_of(self.other)))
        return one, other

    def __str__(self) -> str:
        return f"{self.one} | {self.other}: {self.part} in {self.place}"


def mistake_of(way: str) -> str:
    """The mistake that a way of writing shows."""
    return way.partition("__")[0]


def certificate_of(exercise: Exercise, found: Sequence[Separation]) -> Iterator[Proof]:
    """A row for each pair that nothing separates, and one of all pairs."""
    alike: dict[tuple[str, str], Separation] = {}
    for row in found:
        if not row.place:
            alike.setdefault(row.pair, row)
    for row in alike.values():
        yield _unseparated(exercise, row)
    pairs = {row.pair for row in found}
    apart = len(pairs) - len(alike)
    wide = len({row.pair for row in found if row.wide and row.place} - alike.keys())
    detail = f"{apart} of {len(pairs)} pairs separated"
    detail += f", {wide} by a wide search alone" if wide else ""
    kept = tuple(str(row) for row in found if row.place)
    yield Proof(exercise.id, SUBJECT, not alike, detail, str(apart), kept)


def _unseparated(exercise: Exercise, row: Separation) -> Proof:
    one, other = row.pair
    mend = "it is no mistake" if REFERENCE in row.pair else "they are one mistake"
    mend += "; take it out" if REFERENCE in row.pair else "; give both one name"
    detail = f"{row.one} and {row.other} answer every case alike: {mend}"
    return Proof(exercise.id, f"{SUBJECT} {one}, {other}", proven=False, detail=detail)


def separations(suite: Suite, zygote: Workers) -> list[Separation]:
    """Every two ways of writing two different mistakes of a function or a class."""
    exercise = suite.exercise
    ways = {path.stem: path for _name, path in mistakes_of(exercise)}
    ways[REFERENCE] = exercise.reference
    own = [Wide(case, suite.seed, 1.0) for case in suite.cases]
    pairs = [p for p in combinations(ways, 2) if mistake_of(p[0]) != mistake_of(p[1])]
    found = list(_searched(exercise, ways, pairs, own, zygote))
    left = [(row.one, row.other) for row in found if not row.place]
    if not left:
        return found
    more = _searched(exercise, ways, left, list(wide_cases(exercise)), zygote)
    return [
        *(row for row in found if row.place),
        *(replace(row, wide=True) for row in more),
    ]


def _searched(
    exercise: Exercise,
    ways: Mapping[str, Path],
    pairs: Iterable[tuple[str, str]],
    cases: Sequence[Wide],
    zygote: Workers,
) -> Iterator[Separation]:
    """Each pair with the first case that separates it, if there is one."""
    answers: dict[str, list[Answer]] = {
        way: ask(exercise, read_solution(ways[way]), [c.case for c in cases], zygote)
        for way in dict.fromkeys(way for pair in pairs for way in pair)
    }
    seen = {way: behaviours(exercise.spec, rows) for way, rows in answers.items()}
    for one, other in pairs:
        place = first_apart(seen[one], seen[other])
        if place == NOWHERE:
            yield Separation(one, other)
            continue
        part = differing(answers[one][place], answers[other][place], exercise.spec)
        yield Separation(one, other, str(cases[place]), part)
