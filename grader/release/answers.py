"""What stands in `answers.json` of a function or a class: run once, on public cases.

The reference and every known mistake answer the public cases in workers, as anyone's
work does. Where two mistakes answer all of them alike, further cases that tell them
apart are drawn, from a public seed, and given to learners too.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Any

import numpy as np

from grader.bundle import Shown, Stored, StoredMistake, digest_of_cases
from grader.candidate import Workers
from grader.cases import Case, cases_of
from grader.diagnosis import Way, alike, behaviours
from grader.diagnosis.separating import NOWHERE, first_apart
from grader.examiner.suite import (
    Suite,
    answers_of,
    mistakes_of,
    prepare,
    read_solution,
)
from grader.examiner.wide import ask
from grader.exercise import Exercise
from grader.laws import PUBLIC
from grader.release.public import public_exercise

ROUNDS = 6
MOST = 8  # cases that tell apart; the mistakes that are left are named together
MATRIX = 2


def answered(exercise: Exercise, workers: Workers) -> tuple[Exercise, Stored]:
    """The public exercise and what its cases give. Raises `AuthorError`."""
    public = public_exercise(exercise)
    suite, ways = _shown(public, workers)
    telling = _telling(exercise, ways, workers)
    if telling:
        public = public_exercise(exercise, telling)
        suite, ways = _shown(public, workers)
    return public, Stored(
        cases=digest_of_cases(suite.cases),
        expected=tuple(
            {name: (part.array, part.fine) for name, part in row.items()}
            for row in suite.expected
        ),
        mistakes=tuple(
            StoredMistake(
                way.misconception,
                tuple(Shown(row.parts, row.word, row.changed) for row in way.shown),
            )
            for way in ways
        ),
    )


def _shown(public: Exercise, workers: Workers) -> tuple[Suite, list[Way]]:
    """The suite of a public exercise, and what every known mistake does in it."""
    suite = prepare(public, 0, workers)
    rows = (
        (name, path, answers_of(suite, workers, path, suite.requests))
        for name, path in mistakes_of(public)
    )
    found = [
        Way(n, path, behaviours(public.spec, answers)) for n, path, answers in rows
    ]
    return suite, found


def _telling(
    exercise: Exercise, ways: Sequence[Way], workers: Workers
) -> tuple[Mapping[str, Any], ...]:
    """Few cases in which mistakes differ that answer all others alike."""
    pairs = [
        (one, other)
        for one, other in combinations(range(len(ways)), 2)
        if ways[one].misconception != ways[other].misconception
        and first_apart(ways[one].shown, ways[other].shown) == NOWHERE
    ]
    cases = list(_wide(exercise)) if pairs else []
    shown = {
        place: behaviours(
            exercise.spec,
            ask(exercise, read_solution(ways[place].solution), cases, workers),
        )
        for place in sorted({*chain(*pairs)})
        if cases
    }
    apart = [
        {n for n in range(len(cases)) if not alike(shown[one][n], shown[other][n])}
        for one, other in pairs
        if cases
    ]
    chosen: list[int] = []
    while len(chosen) < MOST and any(left := [row for row in apart if row]):
        best = max(range(len(cases)), key=lambda n: sum(n in row for row in left))
        chosen.append(best)
        apart = [row for row in left if best not in row]
    return tuple(_literals(cases[place]) for place in sorted(chosen))


def _wide(exercise: Exercise) -> Iterator[Case]:
    """Cases of all groups that are drawn, from public seeds, where YAML can hold them.

    Those of a group that is given are its author's, and may be hidden.
    """
    arguments = exercise.spec.subject.arguments.values()
    if any(len(row.shape) > MATRIX for row in arguments):
        return
    for number in range(ROUNDS):
        for case in cases_of(exercise, f"{PUBLIC} {number}"):
            if exercise.spec.cases[case.group].draw:
                yield case


def _literals(case: Case) -> dict[str, Any]:
    return {name: np.asarray(v, float).tolist() for name, v in case.arguments.items()}
