"""Append-only store of attempts: SQLite by default, any SQLAlchemy URL.

An attempt is a stored grade. Nothing is ever changed or removed; the latest attempt is
a query. A grade that is our own failure is never stored. The seed of the random inputs
is drawn once and kept here, so that a class is graded on the same cases.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable

from grader.digest import GRADER_DIGEST
from grader.errors import OperatorError
from grader.result import Grade, Verdict, from_json, to_json
from grader.submission import KINDS, Submission

DEFAULT_URL = "sqlite:///gradebook.sqlite"
SEED_BITS = 31
BUSY_SECONDS = 60

_metadata = sa.MetaData()
_attempts = sa.Table(
    "attempts",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("student", sa.Text, nullable=False),
    sa.Column("exercise", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("submission_digest", sa.Text, nullable=False),
    sa.Column("exercise_digest", sa.Text, nullable=False),
    sa.Column("grader_digest", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("points", sa.Float, nullable=False),
    sa.Column("max_points", sa.Float, nullable=False),
    sa.Column("graded_at", sa.Text, nullable=False),
    sa.Column("grade", sa.Text, nullable=False),
    sa.Index("attempts_key", "student", "exercise", "submission_digest"),
)
_settings = sa.Table(
    "settings",
    _metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)


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
            _storable(submission.student),
            submission.exercise,
            submission.kind,
            submission.digest,
            exercise_digest,
        )


class Gradebook:
    """One database of attempts; use as a context manager."""

    def __init__(self, url: str) -> None:
        self._url = url
        with _told(url):
            self._engine = sa.create_engine(url)
            if self._engine.dialect.name == "sqlite":
                sa.event.listen(self._engine, "connect", _tune_sqlite)
            self._make_tables()
            self._connection = self._engine.connect()

    def _make_tables(self) -> None:
        """Make what is not there; runs that start together may both try."""
        with self._engine.begin() as connection:
            for table in _metadata.sorted_tables:
                connection.execute(CreateTable(table, if_not_exists=True))
                for index in table.indexes:
                    connection.execute(CreateIndex(index, if_not_exists=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_ending: object) -> None:
        self._connection.close()
        self._engine.dispose()

    def seed(self, given: int | None) -> int:
        """The seed of this gradebook; drawn, or taken from `given`, the first time.

        A seed that is given later holds for that run only.
        """
        where = _settings.c.name == "seed"
        query = sa.select(_settings.c.value).where(where)
        with _told(self._url):
            with suppress(IntegrityError), self._connection.begin():
                if self._connection.scalar(query) is None:
                    # Another run may draw at the same moment; the first one stands.
                    fresh = given if given is not None else secrets.randbits(SEED_BITS)
                    row = {"name": "seed", "value": str(fresh)}
                    self._connection.execute(sa.insert(_settings), row)
            with self._connection.begin():
                stored = int(self._connection.scalar(query) or 0)
        return given if given is not None else stored

    def find(self, key: Key) -> Grade | None:
        """The latest attempt under a key, graded by this very grader."""
        columns = _attempts.c
        query = (
            sa.select(columns.grade)
            .where(
                columns.student == key.student,
                columns.exercise == key.exercise,
                columns.submission_digest == key.submission_digest,
                columns.kind == key.kind,
                columns.exercise_digest == key.exercise_digest,
                columns.grader_digest == GRADER_DIGEST,
            )
            .order_by(columns.id.desc())
            .limit(1)
        )
        with _told(self._url), self._connection.begin():
            text = self._connection.scalar(query)
        return from_json(text) if text else None

    def record(self, grade: Grade) -> None:
        """Append an attempt, durably. A failure of ours is not one."""
        if grade.verdict is Verdict.INTERNAL_ERROR:
            return
        row: dict[str, Any] = {
            "student": _storable(grade.student),
            "exercise": grade.exercise,
            "kind": next(k for s, k in KINDS.items() if grade.submission.endswith(s)),
            "submission_digest": grade.digest,
            "exercise_digest": grade.provenance.exercise_digest,
            "grader_digest": GRADER_DIGEST,
            "verdict": grade.verdict.value,
            "points": grade.points,
            "max_points": grade.max_points,
            "graded_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "grade": to_json(grade),
        }
        with _told(self._url), self._connection.begin():
            self._connection.execute(sa.insert(_attempts), row)


def restored(grade: Grade, submission: Submission) -> Grade:
    """A stored grade as the grade of the file it was found for."""
    return replace(grade, student=submission.student, submission=submission.path)


def _storable(name: str) -> str:
    """A folder's name as text any database takes, bytes that are no UTF-8 spelt out."""
    return name.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")


def _tune_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Turn what a database says into one sentence."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        first = str(cause).splitlines()[0]
        raise OperatorError(f"the gradebook {_public(url)}: {first}") from error
    except ModuleNotFoundError as error:
        raise OperatorError(
            f"the gradebook {_public(url)} needs the package {error.name}; "
            "for PostgreSQL use postgresql+psycopg:// and `pip install "
            "'gradkata[postgres]'`"
        ) from error


def _public(url: str) -> str:
    """The URL without a password."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "URL"
