"""Makes a database's tables what this version needs, without losing a row.

The revision stands in the database (alembic's table). Where it is the newest, one query
is all; else the rest happens under a lock, since runs may start together.
"""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from grader.errors import OperatorError
from grader.gradebook.tables import metadata

HEAD = "0002"
# Gradebooks of 0.1.0, made before revisions were kept.
UNMARKED = "0001"
SCRIPTS = Path(__file__).with_name("migrations")
VERSION = sa.table("alembic_version", sa.column("version_num", sa.Text))
# Any number that no other program locks by.
LOCK = 0x67726164


def make_current(url: str, engine: sa.Engine) -> None:
    """Make the tables, or bring them up to date.

    Raises `OperatorError` where a newer version of this program made them.
    """
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    locked = sa.create_engine(url, poolclass=NullPool)
    if locked.dialect.name == "sqlite":
        sa.event.listen(locked, "connect", _leave_transactions_alone)
        sa.event.listen(locked, "begin", _begin_alone)
    with locked.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
        _migrate(connection)
    locked.dispose()


def _revision(connection: sa.Connection) -> str:
    """The revision of a database; nothing where there are no tables of ours."""
    inspector = sa.inspect(connection)
    if inspector.has_table("alembic_version"):
        return str(connection.scalar(sa.select(VERSION.c.version_num)) or "")
    return UNMARKED if inspector.has_table("attempts") else ""


def _migrate(connection: sa.Connection) -> None:
    # Importing it takes longer than most runs have to wait for their gradebook.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    found = _revision(connection)
    configuration = Config(attributes={"connection": connection})
    configuration.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    if found == HEAD:
        return
    if not found:
        metadata.create_all(connection)
        command.stamp(configuration, HEAD)
        return
    known = ScriptDirectory.from_config(configuration).walk_revisions()
    if found not in {script.revision for script in known}:
        raise OperatorError(
            f"the gradebook was made by a newer gradkata (revision {found}); update "
            "this one with `pip install --upgrade gradkata`"
        )
    if found == UNMARKED:
        command.stamp(configuration, UNMARKED)
    command.upgrade(configuration, HEAD)


def _leave_transactions_alone(connection: object, _record: object) -> None:
    """Keep the driver from committing before tables are altered."""
    connection.isolation_level = None  # type: ignore[attr-defined] # DB-API is untyped


def _begin_alone(connection: sa.Connection) -> None:
    connection.exec_driver_sql("PRAGMA busy_timeout = 60000")
    connection.exec_driver_sql("BEGIN EXCLUSIVE")
