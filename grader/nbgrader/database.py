"""An nbgrader course's database, opened through nbgrader's own API.

Knows what nbgrader needs to open one, and what it leaves behind where that fails.
Knows nothing of grades. A database that is not nbgrader's is never written into.
"""

import os
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from grader.errors import OperatorError

DEFAULT = "gradebook.db"
WAIT_SECONDS = 60
# A course's id where nbgrader's own settings name none.
COURSE = "default_course"
THEIRS, VERSION = "submitted_assignment", "alembic_version"


def address_of(to: str) -> sa.URL:
    """The database that a file's name or a URL means; one of SQLite waits for others.

    Raises `OperatorError` for what is neither.
    """
    try:
        url = sa.make_url(to) if "://" in to else sa.URL.create("sqlite", database=to)
        url.get_dialect()
    except ArgumentError as error:
        raise OperatorError(f"{to!r} is no file and no SQLAlchemy URL") from error
    if url.get_backend_name() == "sqlite" and "timeout" not in url.query:
        return url.update_query_dict({"timeout": str(WAIT_SECONDS)})
    return url


@contextmanager
def opened(url: sa.URL) -> Iterator[Any]:
    """An `nbgrader.api.Gradebook`, made where there is none.

    Raises `OperatorError` without nbgrader, for a database of another program, and for
    one that cannot be read or written.
    """
    try:
        from nbgrader import api  # type: ignore[import-untyped] # it has no types
    except ImportError as error:
        raise OperatorError(
            "an nbgrader database needs nbgrader: pip install 'gradkata[nbgrader]'"
        ) from error
    try:
        with _gradebook(api, url) as book:
            yield book
    except (SQLAlchemyError, api.InvalidEntry) as error:
        told = str(getattr(error, "orig", error)).partition("\n")[0]
        raise OperatorError(f"the nbgrader database {url!r}: {told}") from error


def _gradebook(api: Any, url: sa.URL) -> Any:
    course = _course_in(url)
    text = url.render_as_string(hide_password=False)
    if course is not None:
        return api.Gradebook(text, course)
    try:
        with _scripts_on_path():
            return api.Gradebook(text, COURSE)
    except BaseException:
        _remove_half_made(url)
        raise


def _course_in(url: sa.URL) -> str | None:
    """The course that a database is of; None where there is no database yet."""
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            tables = set(sa.inspect(connection).get_table_names())
            if not tables:
                return None
            if THEIRS not in tables:
                raise OperatorError(f"{url!r} is no nbgrader database")
            if VERSION not in tables:
                raise OperatorError(
                    f"{url!r} was left half made by nbgrader; delete it if nothing is "
                    "in it yet, else bring it up to date with `nbgrader db upgrade`"
                )
            column = sa.column("id", sa.Text)
            names = connection.scalars(
                sa.select(column).select_from(sa.table("course"))
            )
            found = [str(name) for name in names]
    finally:
        engine.dispose()
    return found[0] if len(found) == 1 else COURSE


@contextmanager
def _scripts_on_path() -> Iterator[None]:
    """Let nbgrader find `alembic`, which it calls by its bare name."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def _remove_half_made(url: sa.URL) -> None:
    """Remove a file that would be taken for a whole database the next time."""
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).unlink(missing_ok=True)
