"""A class as numbers: who did what, which mistakes, what went slowly or broke. Pure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.analysis.items import Item, items_of
from grader.analysis.spread import Spread, share_of, spread_of
from grader.gradebook import Standing
from grader.result import DECIMALS, Verdict

# Verdicts of files that did not come to an answer of their own, right or wrong.
BROKEN = (
    Verdict.CRASHED,
    Verdict.TIMED_OUT,
    Verdict.OUT_OF_MEMORY,
    Verdict.FORBIDDEN,
    Verdict.EXITED,
    Verdict.OUTPUT_LIMIT,
    Verdict.PROTOCOL_ERROR,
)
SLOWEST = 10


@dataclass(frozen=True, slots=True)
class Total:
    """What a student has of all that could be had; nothing handed in counts as 0."""

    points: float
    max_points: float

    @property
    def share(self) -> float:
        """The share of full marks."""
        return share_of(self.points, self.max_points)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A misconception in an exercise: how many students hold it, of how many."""

    misconception: str
    exercise: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Analysis:
    """A class: standings by student and exercise, and what they come to."""

    students: tuple[str, ...]
    exercises: tuple[str, ...]
    cells: Mapping[tuple[str, str], Standing]
    totals: Mapping[str, Total]
    overall: Spread
    spreads: Mapping[str, Spread]
    mistakes: tuple[Mistake, ...]
    items: Mapping[str, tuple[Item, ...]]
    verdicts: tuple[tuple[Verdict, int], ...]
    slowest: tuple[Standing, ...]
    broken: tuple[Standing, ...]


def analysed(standings: Iterable[Standing], order: Sequence[str] = ()) -> Analysis:
    """The analysis of some standings; `order` is the exercises' order in the course.

    Raises `ValueError` where there is no standing.
    """
    rows = list(standings)
    cells = {(row.grade.student, row.grade.exercise): row for row in rows}
    students = tuple(sorted({student for student, _ in cells}))
    known = {exercise for _, exercise in cells}
    exercises = (
        *(name for name in order if name in known),
        *sorted(known - {*order}),
    )
    by_exercise = {
        name: [row for row in cells.values() if row.grade.exercise == name]
        for name in exercises
    }
    totals = _totals(students, by_exercise)
    words = Counter(row.grade.verdict for row in cells.values())
    return Analysis(
        students=students,
        exercises=exercises,
        cells=cells,
        totals=totals,
        overall=spread_of(total.share for total in totals.values()),
        spreads={name: _spread(found) for name, found in by_exercise.items()},
        mistakes=_mistakes(by_exercise),
        items={
            name: items_of(row.grade for row in found)
            for name, found in by_exercise.items()
        },
        verdicts=tuple((word, words[word]) for word in Verdict if words[word]),
        slowest=tuple(sorted(cells.values(), key=_slowness)[:SLOWEST]),
        broken=tuple(row for row in cells.values() if row.grade.verdict in BROKEN),
    )


def _totals(
    students: Sequence[str], by_exercise: Mapping[str, Sequence[Standing]]
) -> dict[str, Total]:
    most = math.fsum(
        max(row.grade.max_points for row in rows) for rows in by_exercise.values()
    )
    points: dict[str, list[float]] = {student: [] for student in students}
    for rows in by_exercise.values():
        for row in rows:
            points[row.grade.student].append(row.points)
    return {
        student: Total(round(math.fsum(own), DECIMALS), round(most, DECIMALS))
        for student, own in points.items()
    }


def _spread(rows: Sequence[Standing]) -> Spread:
    return spread_of(share_of(row.points, row.grade.max_points) for row in rows)


def _mistakes(by_exercise: Mapping[str, Sequence[Standing]]) -> tuple[Mistake, ...]:
    """The most frequent first."""
    found = []
    for exercise, rows in by_exercise.items():
        told = (row.grade.diagnosis for row in rows)
        names = Counter(d.misconception for d in told if d and d.misconception)
        found += [Mistake(n, exercise, count, len(rows)) for n, count in names.items()]
    return tuple(sorted(found, key=lambda m: (-m.count, m.misconception, m.exercise)))


def _slowness(row: Standing) -> tuple[float, str, str]:
    return (-row.grade.seconds, row.grade.student, row.grade.exercise)
