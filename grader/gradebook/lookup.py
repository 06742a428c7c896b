"""What stands for a submission: attempts by their key, many at once.

A grade stands for the same bytes of the same student to the same exercise, as long as
the grader that made it is this very one.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

import sqlalchemy as sa

from grader.digest import GRADER_DIGEST
from grader.gradebook.tables import attempts
from grader.result import Grade, from_json
from grader.submission import Submission


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a stored grade stand for a submission."""

    student: str
    exercise: str
    kind: str
    submission_digest: str
    exercise_digest: str

    @classmethod
    def of(cls, submission: Submission, exercise_digest: str) -> Self:
        """The key of a submission to an exercise as it is now."""
        return cls(
            storable(submission.student),
            submission.exercise,
            submission.kind,
            submission.digest,
            exercise_digest,
        )


@dataclass(frozen=True, slots=True)
class Attempts:
    """The latest grade under a key, as JSON, its number, and when it was handed in.

    `submitted_at` has the time of every attempt, the latest or not.
    """

    number: int
    latest: str
    submitted_at: frozenset[str]

    @property
    def grade(self) -> Grade:
        """The grade that stands."""
        return from_json(self.latest)


_INDEXED = (attempts.c.student, attempts.c.exercise, attempts.c.submission_digest)
_READ = (
    *(attempts.c[row.name] for row in fields(Key)),
    attempts.c.id,
    attempts.c.submitted_at,
    attempts.c.grade,
)


# Made once: a cohort asks it as each of ten thousand grades is recorded.
_ONE = sa.select(*_READ).where(
    *(attempts.c[row.name] == sa.bindparam(row.name) for row in fields(Key)),
    attempts.c.grader_digest == sa.bindparam("grader_digest"),
)


def attempts_under(connection: sa.Connection, key: Key) -> Attempts | None:
    """The attempts under one key, by this very grader."""
    given = {**asdict(key), "grader_digest": GRADER_DIGEST}
    return _by_key(connection.execute(_ONE, given)).get(key)


def attempts_in(connection: sa.Connection, keys: Iterable[Key]) -> dict[Key, Attempts]:
    """The attempts under each of many keys that has any, by this very grader."""
    places = {(key.student, key.exercise, key.submission_digest) for key in keys}
    # Joined to a list of them: for a list of tuples SQLite reads every row there is.
    wanted = sa.values(*(sa.column(c.name, sa.Text) for c in _INDEXED), name="wanted")
    listed = wanted.data(list(places)).cte("listed")
    same = (column == listed.c[column.name] for column in _INDEXED)
    joined = listed.join(attempts, sa.and_(*same))
    mine = attempts.c.grader_digest == GRADER_DIGEST
    query = sa.select(*_READ).select_from(joined).where(mine)
    return _by_key(connection.execute(query)) if places else {}


def _by_key(rows: Iterable[sa.Row[Any]]) -> dict[Key, Attempts]:
    """The latest of each key; to have texts of some kilobytes sorted takes longer."""
    found: dict[Key, Attempts] = {}
    for row in rows:
        *words, number, at, text = tuple(row)
        key = Key(*words)
        this, other = Attempts(number, text, frozenset([at])), found.get(key)
        if other is not None:
            latest = max(this, other, key=lambda row: row.number)
            times = this.submitted_at | other.submitted_at
            this = replace(latest, submitted_at=times)
        found[key] = this
    return found


def restored(grade: Grade, submission: Submission) -> Grade:
    """A stored grade as the grade of the file it was found for."""
    return replace(grade, student=submission.student, submission=submission.path)


def storable(name: str) -> str:
    """A folder's name as text any database takes, bytes that are no UTF-8 spelt out."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
