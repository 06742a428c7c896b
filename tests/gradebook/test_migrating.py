"""Tables of every age become those of today, and no row is lost."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from grader.errors import OperatorError
from grader.gradebook import Gradebook, history
from grader.gradebook.migrating import HEAD, SCRIPTS
from grader.gradebook.tables import metadata
from grader.result import to_json
from tests.gradebook.conftest import execute, handed, together
from tests.helpers import GRADE, grade_of

# What 0.1.0 made, before revisions were kept.
FIRST = """
CREATE TABLE attempts (
    id INTEGER NOT NULL, student TEXT NOT NULL, exercise TEXT NOT NULL,
    kind TEXT NOT NULL, submission_digest TEXT NOT NULL, exercise_digest TEXT NOT NULL,
    grader_digest TEXT NOT NULL, verdict TEXT NOT NULL, points FLOAT NOT NULL,
    max_points FLOAT NOT NULL, graded_at TEXT NOT NULL, grade TEXT NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX attempts_key ON attempts (student, exercise, submission_digest);
CREATE TABLE settings (
    name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name)
);
INSERT INTO settings VALUES ('seed', '42');
"""

SERIAL = ("id INTEGER NOT NULL", "id SERIAL NOT NULL")
KEY = "student, exercise, kind, submission_digest, exercise_digest"


def made_by_the_first_version(url: str) -> None:
    """A gradebook of 0.1.0 with one attempt."""
    first = FIRST if url.startswith("sqlite") else FIRST.replace(*SERIAL)
    values = ["ada", "neuron", "py", "sha256:0123", "e", "g", "failed", "1", "4", "t"]
    listed = ", ".join(f"'{value}'" for value in [*values, to_json(GRADE)])
    columns = f"{KEY}, grader_digest, verdict, points, max_points, graded_at, grade"
    statements = [part for part in first.split(";") if part.strip()]
    execute(url, *statements, f"INSERT INTO attempts ({columns}) VALUES ({listed})")


def differences(url: str) -> list[object]:
    """What is not as the tables are declared."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    return [row for row in found if "alembic_version" not in str(row)]


def revision(url: str) -> list[tuple[object, ...]]:
    """The revisions that a database says it has."""
    return execute(url, "SELECT version_num FROM alembic_version")


def test_the_newest_revision_is_the_one_declared():
    """Whoever adds a revision says so where gradebooks are opened."""
    configuration = Config()
    configuration.set_main_option("script_location", str(SCRIPTS))

    assert [HEAD] == ScriptDirectory.from_config(configuration).get_heads()


def test_a_new_gradebook_has_the_tables_of_today(url: str):
    """Nothing is missing and nothing is left over in what is made afresh."""
    with Gradebook(url):
        pass

    assert differences(url) == []
    assert [(HEAD,)] == revision(url)


def test_a_gradebook_of_the_first_version_is_brought_up_to_date(url: str):
    """Its attempts and its seed stand, and new ones come to them."""
    made_by_the_first_version(url)

    with Gradebook(url) as book:
        assert book.seed(None) == 42
        book.record(*handed(grade_of(points=3.0)))
        points = [row.grade.points for row in history(book, "ada", "neuron")]

    assert points == [1.0, 3.0]
    assert differences(url) == []
    assert [(HEAD,)] == revision(url)


def test_a_gradebook_of_a_newer_version_is_left_alone(url: str):
    """Who is behind is told to update, and the file stays as it is."""
    with Gradebook(url):
        pass
    execute(url, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(OperatorError, match=r"newer gradkata \(revision 9999\)"):
        Gradebook(url)
    assert revision(url) == [("9999",)]


def test_runs_that_start_together_migrate_once(url: str):
    """Whoever comes first brings an old gradebook up to date, for all."""
    made_by_the_first_version(url)
    count = 5
    _, failures = together(url, count, lambda book: book.record(*handed(GRADE)))

    assert failures == []
    with Gradebook(url) as book:
        assert len(history(book, "ada", "neuron")) == count + 1
    assert differences(url) == []


def test_a_migration_that_fails_leaves_what_was(url: str):
    """All of a migration is done or nothing of it."""
    made_by_the_first_version(url)
    # In the way of the last table that the next revision makes.
    execute(url, "CREATE TABLE extensions (mine TEXT)")

    with pytest.raises(OperatorError, match="already exists"):
        Gradebook(url)

    engine = sa.create_engine(url)
    inspector = sa.inspect(engine)
    names = {column["name"] for column in inspector.get_columns("attempts")}
    tables = set(inspector.get_table_names())
    engine.dispose()
    assert "submitted_at" not in names
    assert not tables & {"sources", "overrides", "alembic_version"}
