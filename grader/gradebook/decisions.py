"""What instructors decide beside the grades: overrides, extensions, forgetting.

Each decision is a row with a comment and an author; the last one holds and none is
changed. Forgetting a student is the one thing that removes rows, and removes all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from grader.errors import OperatorError
from grader.gradebook import tables
from grader.gradebook.lookup import storable
from grader.gradebook.store import Gradebook, now

# What writes tables anew without what was removed.
_RECLAIM = {
    "sqlite": ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("VACUUM FULL attempts, sources, overrides, extensions",),
}


@dataclass(frozen=True, slots=True)
class Override:
    """Points that stand for a student's exercise, whatever was graded.

    Without points an override of before is withdrawn.
    """

    student: str
    exercise: str
    points: float | None
    comment: str
    author: str
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """Until when a student may hand in an assignment; `until` is ISO 8601 in UTC."""

    student: str
    assignment: str
    until: str
    comment: str
    author: str
    made_at: str = ""


def override(book: Gradebook, decision: Override) -> None:
    """Record an override. Raises `OperatorError` where it has no reason or author."""
    _signed(decision.comment, decision.author)
    _insert(book, tables.overrides, decision.student, _row(decision))


def extend(book: Gradebook, decision: Extension) -> None:
    """Record an extension. Raises `OperatorError` where it has no reason or author."""
    _signed(decision.comment, decision.author)
    _insert(book, tables.extensions, decision.student, _row(decision))


def overrides(book: Gradebook) -> Mapping[tuple[str, str], Override]:
    """The override that holds for a student and an exercise, where there is one."""
    table = tables.overrides
    found = {
        (row["student"], row["exercise"]): Override(**row) for row in _rows(book, table)
    }
    return {key: row for key, row in found.items() if row.points is not None}


def extensions(book: Gradebook) -> Mapping[tuple[str, str], Extension]:
    """The extension that holds for a student and an assignment."""
    rows = _rows(book, tables.extensions)
    return {(row["student"], row["assignment"]): Extension(**row) for row in rows}


def forget(book: Gradebook, student: str) -> int:
    """Remove a student for good: attempts, decisions, and bytes nobody else handed in.

    Says how many rows there were. The space is given back at once, so that nothing can
    be read out of the file any more.
    """
    name = storable(student)
    kept = sa.select(tables.attempts.c.submission_digest)
    count = 0
    with book.transaction() as connection:
        for table in (tables.attempts, tables.overrides, tables.extensions):
            gone = sa.delete(table).where(table.c.student == name)
            count += connection.execute(gone).rowcount
        orphans = sa.delete(tables.sources).where(tables.sources.c.digest.not_in(kept))
        connection.execute(orphans)
    with book.alone() as connection:
        for statement in _RECLAIM.get(connection.dialect.name, ()):
            connection.execute(sa.text(statement))
    return count


def _signed(comment: str, author: str) -> None:
    if not comment.strip() or not author.strip():
        raise OperatorError("a decision needs a comment and an author; give both")


def _row(decision: Override | Extension) -> dict[str, Any]:
    names = [name for name in decision.__slots__ if name != "made_at"]
    return {name: getattr(decision, name) for name in names}


def _insert(
    book: Gradebook, table: sa.Table, student: str, row: dict[str, Any]
) -> None:
    made = {**row, "student": storable(student), "made_at": now()}
    with book.transaction() as connection:
        connection.execute(sa.insert(table), made)


def _rows(book: Gradebook, table: sa.Table) -> Iterator[dict[str, Any]]:
    """Every row, the last one last, without its number."""
    columns = [column for column in table.columns if column.name != "id"]
    query = sa.select(*columns).order_by(table.c.id)
    with book.transaction() as connection:
        found = connection.execute(query).mappings().all()
    yield from map(dict, found)
