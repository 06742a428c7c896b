"""What counts for each student and exercise: queries over all attempts.

An exercise handed in as `.py` and as `.ipynb` is two files; of each file one attempt
counts, and of the two the better one, so that no order of grading changes a mark.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from grader.course import CourseFile, Lateness, lateness
from grader.gradebook.decisions import Extension, Override, extensions, overrides
from grader.gradebook.lookup import storable
from grader.gradebook.store import Gradebook
from grader.gradebook.tables import attempts, sources
from grader.result import Grade, clamped, from_json
from grader.submission import Submission

ON_TIME = Lateness()


class Policy(StrEnum):
    """Which attempt at a file counts: the one handed in last, or the best."""

    LATEST = "latest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A grade as it was stored, and when; times are ISO 8601 in UTC, or empty."""

    grade: Grade
    graded_at: str
    submitted_at: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts for a student's exercise, out of so many attempts."""

    attempt: Attempt
    attempts: int
    override: Override | None = None
    late: Lateness = ON_TIME

    @property
    def grade(self) -> Grade:
        """The grade that counts, as it was made."""
        return self.attempt.grade

    @property
    def points(self) -> float:
        """The points that count: an instructor's, else less what being late costs."""
        decided = self.override.points if self.override is not None else None
        if decided is not None:
            return decided
        return clamped(self.grade.points * (1 - self.late.lost), self.grade.max_points)


@dataclass(frozen=True, slots=True)
class _Deadlines:
    """What being late costs each student."""

    course: CourseFile | None
    granted: Mapping[tuple[str, str], Extension]

    def lateness(self, student: str, exercise: str, submitted_at: str) -> Lateness:
        """How late something is, by the assignment it belongs to."""
        name = self.course.assignment_of(exercise) if self.course else None
        if self.course is None or name is None:
            return ON_TIME
        granted = self.granted.get((student, name))
        until = granted.until if granted else ""
        return lateness(self.course.assignments[name], submitted_at, until)


def standings(
    book: Gradebook,
    policy: Policy = Policy.LATEST,
    course: CourseFile | None = None,
) -> Iterator[Standing]:
    """What counts, by student and exercise, in that order.

    `course` says what is late; without it nothing is. The best attempt is the best
    after what being late costs.
    """
    decided = overrides(book)
    deadlines = _Deadlines(course, extensions(book))
    with book.transaction() as connection:
        rows = connection.execute(_BRIEF).all()
    tries = Counter((row.student, row.exercise) for row in rows)
    counting = _of_exercises(_of_files(rows, deadlines, policy))
    for key in sorted(counting):
        row, late = counting[key]
        yield Standing(_stored(book, row.id), tries[key], decided.get(key), late)


# In the order of handing in, then of grading.
_BRIEF = sa.select(
    attempts.c.id,
    attempts.c.student,
    attempts.c.exercise,
    attempts.c.kind,
    attempts.c.points,
    attempts.c.submitted_at,
).order_by(attempts.c.submitted_at, attempts.c.id)

_Row = tuple[Any, Lateness]


def _of_files(
    rows: Iterable[Any], deadlines: _Deadlines, policy: Policy
) -> dict[tuple[str, str, str], _Row]:
    """The attempt that counts of each file; of equals the later one."""
    found: dict[tuple[str, str, str], _Row] = {}
    for row in rows:
        key = (row.student, row.exercise, row.kind)
        new = row, deadlines.lateness(row.student, row.exercise, row.submitted_at)
        held = found.get(key)
        if held is None or policy is Policy.LATEST or _worth(new) >= _worth(held):
            found[key] = new
    return found


def _of_exercises(
    files: Mapping[tuple[str, str, str], _Row],
) -> dict[tuple[str, str], _Row]:
    """The better file of each exercise; of equals the script."""
    found: dict[tuple[str, str], _Row] = {}
    for student, exercise, kind in sorted(files, reverse=True):
        new, held = files[student, exercise, kind], found.get((student, exercise))
        if held is None or _worth(new) > _worth(held):
            found[student, exercise] = new
    return found


def _worth(row: _Row) -> float:
    return float(row[0].points) * (1 - row[1].lost)


def _stored(book: Gradebook, number: int) -> Attempt:
    with book.transaction() as connection:
        row = connection.execute(sa.select(attempts).where(attempts.c.id == number))
        return _attempt(row.one())


def history(book: Gradebook, student: str, exercise: str) -> list[Attempt]:
    """Every attempt of a student at an exercise, the first one first."""
    columns = attempts.c
    query = (
        sa.select(columns.grade, columns.graded_at, columns.submitted_at)
        .where(columns.student == storable(student), columns.exercise == exercise)
        .order_by(columns.submitted_at, columns.id)
    )
    with book.transaction() as connection:
        return [_attempt(row) for row in connection.execute(query)]


def handed_in(book: Gradebook) -> Iterator[tuple[Attempt, Submission]]:
    """Everything handed in whose bytes are kept, each once, with its last grade.

    One at a time: a gradebook may hold ten thousand, and more is recorded meanwhile.
    """
    columns = attempts.c
    file = (columns.student, columns.exercise, columns.kind, columns.submission_digest)
    last = sa.select(sa.func.max(columns.id)).group_by(*file)
    source = sources.c.digest == columns.submission_digest
    with book.transaction() as connection:
        numbers = list(connection.scalars(last.order_by(sa.func.max(columns.id))))
    for number in numbers:
        query = sa.select(attempts, sources.c.content).join(sources, source)
        with book.transaction() as connection:
            row = connection.execute(query.where(columns.id == number)).one_or_none()
        if row is not None:
            yield _attempt(row), _submission(row)


def _submission(row: Any) -> Submission:
    grade = from_json(row.grade)
    return Submission(
        student=grade.student,
        exercise=row.exercise,
        path=grade.submission,
        kind=row.kind,
        source=zlib.decompress(row.content),
        digest=row.submission_digest,
        submitted_at=row.submitted_at,
    )


def _attempt(row: Any) -> Attempt:
    return Attempt(from_json(row.grade), row.graded_at, row.submitted_at)
