"""One database of attempts: open it, draw the seed, find and record grades.

A grade that is our own failure is never stored. The seed of the random inputs is drawn
once and kept here, so that a class is graded on the same cases.
"""

import secrets
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from grader.digest import GRADER_DIGEST
from grader.errors import OperatorError
from grader.gradebook.lookup import (
    Attempts,
    Key,
    attempts_in,
    attempts_under,
    restored,
    storable,
)
from grader.gradebook.migrating import make_current
from grader.gradebook.tables import attempts, settings, sources
from grader.result import Grade, Verdict, to_json
from grader.submission import Submission

DEFAULT_URL = "sqlite:///gradebook.sqlite"
SEED_BITS = 31
BUSY_SECONDS = 60
LOOK_SECONDS = 0.02


_APPEND = sa.insert(attempts)
_KNOWN = sa.select(sources.c.digest).where(sources.c.digest == sa.bindparam("digest"))
_KEEP = sa.insert(sources)
_NOTHING = sa.delete(settings).where(sa.false())


class Gradebook:
    """One database of attempts; use as a context manager."""

    def __init__(self, url: str) -> None:
        self._url = url
        with _told(url):
            self._engine = sa.create_engine(url)
            if self._engine.dialect.name == "sqlite":
                sa.event.listen(self._engine, "connect", _tune_sqlite)
            try:
                make_current(url, self._engine)
                self._connection = self._engine.connect()
            except BaseException:
                self._engine.dispose()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_ending: object) -> None:
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A transaction, in which whatever the database says is one sentence."""
        with _told(self._url), self._connection.begin():
            yield self._connection

    @contextmanager
    def alone(self) -> Iterator[sa.Connection]:
        """A connection of its own outside any transaction, as for VACUUM."""
        engine = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        with _told(self._url), engine.connect() as connection:
            yield connection

    def seed(self, given: int | None) -> int:
        """The seed of this gradebook; drawn, or taken from `given`, the first time.

        A seed that is given later holds for that run only.
        """
        query = sa.select(settings.c.value).where(settings.c.name == "seed")
        with suppress(IntegrityError), self._connection.begin(), _told(self._url):
            if self._connection.scalar(query) is None:
                # Another run may draw at the same moment; the first one stands.
                fresh = given if given is not None else secrets.randbits(SEED_BITS)
                row = {"name": "seed", "value": str(fresh)}
                self._connection.execute(sa.insert(settings), row)
        with self.transaction() as connection:
            stored = int(connection.scalar(query) or 0)
        return given if given is not None else stored

    def find(self, key: Key) -> Grade | None:
        """The latest attempt under a key, graded by this very grader."""
        with self.transaction() as connection:
            found = attempts_under(connection, key)
        return found.grade if found else None

    def attempts_of(self, keys: Iterable[Key]) -> dict[Key, Attempts]:
        """What was graded by this very grader, of many keys at once."""
        with self.transaction() as connection:
            return attempts_in(connection, keys)

    def record_once(self, grade: Grade, submission: Submission) -> Grade:
        """Append an attempt unless one stands under its key; the one that stands.

        Two runs at once may have graded the same file: the first one recorded counts
        for both. The same bytes handed in once more are an attempt of their own, with
        the grade that stands: it may be the one that is the latest. A failure of ours
        is not recorded and comes back as it is.
        """
        if grade.verdict is Verdict.INTERNAL_ERROR:
            return grade
        key = Key.of(submission, grade.provenance.exercise_digest)
        with self.transaction() as connection:
            _alone_with(connection, key)
            stands = attempts_under(connection, key)
            told = restored(stands.grade, submission) if stands else grade
            at = submission.submitted_at
            if stands is None or (at and at not in stands.submitted_at):
                self._append(connection, told, submission)
        return told

    def record(self, grade: Grade, submission: Submission) -> None:
        """Append an attempt. A failure of ours is not one.

        It outlives the process at once; a machine that loses power may take the last
        moments with it, never anything older.
        """
        with self.transaction() as connection:
            self._append(connection, grade, submission)

    @staticmethod
    def _append(
        connection: sa.Connection, grade: Grade, submission: Submission
    ) -> None:
        if grade.verdict is Verdict.INTERNAL_ERROR:
            return
        row: dict[str, Any] = {
            "student": storable(grade.student),
            "exercise": grade.exercise,
            "kind": submission.kind,
            "submission_digest": grade.digest,
            "exercise_digest": grade.provenance.exercise_digest,
            "grader_digest": GRADER_DIGEST,
            "verdict": grade.verdict.value,
            "points": grade.points,
            "max_points": grade.max_points,
            "graded_at": now(),
            "submitted_at": submission.submitted_at,
            "grade": to_json(grade),
        }
        connection.execute(_APPEND, row)
        _keep(connection, submission)


def _alone_with(connection: sa.Connection, key: Key) -> None:
    """Keep other runs from recording under this key until the transaction ends."""
    if connection.dialect.name == "sqlite":
        # A write that changes nothing: what is read after it is what will stand.
        connection.execute(_NOTHING)
    elif connection.dialect.name == "postgresql":
        number = int.from_bytes(sha256(repr(key).encode()).digest()[:8], signed=True)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def _keep(connection: sa.Connection, submission: Submission) -> None:
    """Keep the bytes of a submission, once; another run may do the same."""
    if submission.source is None:
        return
    if connection.scalar(_KNOWN, {"digest": submission.digest}) is not None:
        return
    row = {"digest": submission.digest, "content": zlib.compress(submission.source)}
    with suppress(IntegrityError), connection.begin_nested():
        connection.execute(_KEEP, row)


def now() -> str:
    """The time, as it stands in every table."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _tune_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Set WAL, once for all; for this lock alone the timeout does not wait."""
    late = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > late:
                raise
            time.sleep(LOOK_SECONDS)
        else:
            return


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Turn what a database says into one sentence."""
    try:
        yield
    except IntegrityError:
        raise
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
