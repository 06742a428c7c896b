"""What counts for each student and exercise: queries over all attempts.

An exercise handed in as `.py` and as `.ipynb` is two files; of each file one attempt
counts, and of the two the better one, so that no order of grading changes a mark.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from grader.gradebook.decisions import Override, overrides
from grader.gradebook.store import Gradebook, storable
from grader.gradebook.tables import attempts, sources
from grader.result import Grade, from_json
from grader.submission import Submission


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

    @property
    def grade(self) -> Grade:
        """The grade that counts, as it was made."""
        return self.attempt.grade

    @property
    def points(self) -> float:
        """The points that count: an instructor's where there are any."""
        decided = self.override.points if self.override is not None else None
        return self.grade.points if decided is None else decided


def standings(book: Gradebook, policy: Policy = Policy.LATEST) -> Iterator[Standing]:
    """What counts, by student and exercise, in that order."""
    decided = overrides(book)
    best: dict[tuple[str, str], Any] = {}
    count: dict[tuple[str, str], int] = {}
    with book.transaction() as connection:
        for row in connection.execute(_counting(policy)):
            key = (row.student, row.exercise)
            count[key] = count.get(key, 0) + row.tries
            if key not in best or row.points > best[key].points:
                best[key] = row
    for key in sorted(best):
        yield Standing(_attempt(best[key]), count[key], decided.get(key))


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


def _counting(policy: Policy) -> sa.Select[Any]:
    """The attempt that counts of each file, and how many there were."""
    columns = attempts.c
    late = (columns.submitted_at.desc(), columns.id.desc())
    order = (columns.points.desc(), *late) if policy is Policy.BEST else late
    file = (columns.student, columns.exercise, columns.kind)
    place = sa.func.row_number().over(partition_by=file, order_by=order)
    tries = sa.func.count().over(partition_by=file)
    numbered = sa.select(
        attempts, place.label("place"), tries.label("tries")
    ).subquery()
    ordered = sa.select(numbered).where(numbered.c.place == 1)
    # Of two files with the same points the script stands, whatever was graded first.
    return ordered.order_by(
        numbered.c.student, numbered.c.exercise, numbered.c.kind.desc()
    )


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
