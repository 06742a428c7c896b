"""The leak audit: nothing that a learner may read holds what is hidden.

Every text made of every labelled solution's grade, and of the stub's, is searched for
the numbers of hidden cases, for lines of checks and solutions, and for paths of this
machine. A finding names surface, solution and kind, and never what was found.
"""

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from grader.candidate import Workers
from grader.catalogue import Catalogue
from grader.errors import AuthorError
from grader.exercise import Exercise, GradientCheck, ValueCheck
from grader.result import CheckResult, Grade, StepResult, Visibility
from grader.verification.needles import (
    Needles,
    lines_of,
    needles_of,
    numbers_in,
    spellings,
)
from grader.verification.proof import Proof
from grader.verification.surfaces import SURFACES, Told

SUBJECT = "leak audit"
NUMBER, SOURCE, PATH = "a hidden number", "a line of source", "a path of this machine"
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Texts:
    """Every line that is told, and where: surface and solution. Equal ones once."""

    places: dict[str, set[Place]] = field(default_factory=dict)

    def add(self, surface: str, solution: str, text: str) -> int:
        """Take a text in; its size in bytes."""
        for line in text.splitlines():
            self.places.setdefault(line, set()).add((surface, solution))
        return len(text.encode())

    def holding(self, needle: str) -> Iterator[Place]:
        """Where a text stands."""
        for line, places in self.places.items():
            if needle in line:
                yield from places


def leak_audit(
    catalogue: Catalogue,
    exercise: Exercise,
    grades: Sequence[Grade],
    seed: int,
    workers: Workers,
    surfaces: Mapping[str, Callable[[Told], str]] = SURFACES,
) -> Proof:
    """One row for an exercise: how much was searched for what, or what leaks where."""
    try:
        needles = needles_of(exercise, catalogue.course, seed, workers)
    except AuthorError as error:
        return Proof(exercise.id, SUBJECT, proven=False, detail=str(error))
    texts = Texts()
    size = 0
    for grade in grades:
        # How long it took is a number by chance.
        told = Told(catalogue, exercise, replace(grade, seconds=0.0))
        for name, render in surfaces.items():
            size += texts.add(name, grade.submission, render(told))
    found = sorted(_found(exercise, grades, needles, texts))
    if found:
        detail = "; ".join(_told(found))
        return Proof(exercise.id, SUBJECT, proven=False, detail=detail)
    detail = f"{size} bytes on {len(surfaces)} surfaces, {len(needles)} needles"
    return Proof(exercise.id, SUBJECT, proven=bool(size), detail=detail)


def _found(
    exercise: Exercise, grades: Sequence[Grade], needles: Needles, texts: Texts
) -> set[tuple[str, str, str]]:
    """Surface, solution and kind of every finding."""
    rows = [(NUMBER, place) for place in _numbers(exercise, grades, needles, texts)]
    whole = "\n".join(texts.places)
    own = {row.submission: lines_of(_file(exercise, row)) for row in grades}
    for line in needles.lines:
        # A message may quote what the submission itself holds.
        places = (p for p in _places(line, whole, texts) if line not in own[p[1]])
        rows += [(SOURCE, place) for place in places]
    for path in needles.paths:
        rows += [(PATH, place) for place in _places(path, whole, texts)]
    return {(*place, kind) for kind, place in rows}


def _told(found: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """What leaks where, with one solution that shows it."""
    rows: dict[tuple[str, str], list[str]] = {}
    for surface, solution, kind in found:
        rows.setdefault((kind, surface), []).append(solution)
    for (kind, surface), solutions in rows.items():
        more = f" and {len(solutions) - 1} more" if len(solutions) > 1 else ""
        yield f"{kind} in {surface} of {solutions[0]}{more}"


def _numbers(
    exercise: Exercise, grades: Sequence[Grade], needles: Needles, texts: Texts
) -> Iterator[Place]:
    known = {row.submission: _allowed(exercise, row) for row in grades}
    for line, places in texts.places.items():
        if found := needles.numbers & numbers_in(line):
            yield from (place for place in places if found - known[place[1]])


def _places(needle: str, whole: str, texts: Texts) -> Iterator[Place]:
    """Where a text stands, looked for line by line only where it does somewhere."""
    for text in spelt(needle):
        if text in whole:
            yield from texts.holding(text)


def spelt(text: str) -> set[str]:
    """A text as it stands in plain text, in JSON and in XML or HTML."""
    return {
        text,
        json.dumps(text)[1:-1],
        html.escape(text),
        html.escape(text, quote=False),
    }


def _file(exercise: Exercise, grade: Grade) -> Path:
    inside = exercise.solutions / grade.submission
    return inside if "/" in grade.submission else exercise.stub


def _allowed(exercise: Exercise, grade: Grade) -> frozenset[str]:
    """Numbers that a grade may hold: points, and what came of public numbers.

    Those are the author's examples, and what a visible gradient check is drawn from.
    """
    spec = exercise.spec
    shown = {
        check.id
        for check in spec.declared
        if check.visibility is Visibility.VISIBLE
        and (
            isinstance(check, GradientCheck)
            or (
                isinstance(check, ValueCheck)
                and all(spec.cases[group].given for group in check.cases)
            )
        )
    }
    said = " ".join(row.message for row in grade.checks if row.id in shown)
    rows: list[Grade | CheckResult | StepResult] = [grade, *grade.checks, *grade.steps]
    points = [value for row in rows for value in (row.points, row.max_points)]
    return numbers_in(said) | spellings(points)
